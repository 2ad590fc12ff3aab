"""The speaker on your desk: the command line and a virtual Echo. Nothing here runs in the cloud."""
