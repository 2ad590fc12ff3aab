"""What everybody starts with: ask-sdk's hello world, three handlers, nothing else. The baseline of the turns."""

from __future__ import annotations

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_intent_name, is_request_type


class LaunchHandler(AbstractRequestHandler):
    def can_handle(self, handler_input):
        return is_request_type("LaunchRequest")(handler_input)

    def handle(self, handler_input):
        return handler_input.response_builder.speak("Welcome.").ask("What would you like?").response


class HowToHandler(AbstractRequestHandler):
    def can_handle(self, handler_input):
        return is_intent_name("HowToIntent")(handler_input)

    def handle(self, handler_input):
        return handler_input.response_builder.speak("Hello world.").ask("Anything else?").response


class StopHandler(AbstractRequestHandler):
    def can_handle(self, handler_input):
        return is_intent_name("AMAZON.StopIntent")(handler_input)

    def handle(self, handler_input):
        return handler_input.response_builder.speak("Goodbye.").response


class Apology(AbstractExceptionHandler):
    def can_handle(self, handler_input, exception):
        return True

    def handle(self, handler_input, exception):
        return handler_input.response_builder.speak("Sorry.").response


builder = SkillBuilder()
for handler in (LaunchHandler(), HowToHandler(), StopHandler()):
    builder.add_request_handler(handler)
builder.add_exception_handler(Apology())
lambda_handler = builder.lambda_handler()
