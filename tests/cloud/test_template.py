"""The deployment as osls packages it, without an account: the template is whole, and grants no more than it should."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.cloud
ROOT = Path(__file__).parents[2]
OSLS = Path(__file__).parent / "node_modules" / "osls" / "bin" / "serverless.js"


def package(folder: Path, *options: str) -> dict[str, Any]:
    """Let osls package a copy of serverless.yml, with an environment that knows no account."""
    folder.mkdir()
    shutil.copy(ROOT / "serverless.yml", folder)
    (folder / "skill.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "SLS_TELEMETRY_DISABLED": "1"}
    subprocess.run(
        ["node", str(OSLS), "package", *options], cwd=folder, env=environment, check=True, capture_output=True
    )
    return json.loads((folder / ".serverless" / "cloudformation-template-update-stack.json").read_text())


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return package(tmp_path_factory.mktemp("osls") / "dev")


def of_type(template: dict[str, Any], type_: str) -> dict[str, Any]:
    return {name: each["Properties"] for name, each in template["Resources"].items() if each["Type"] == type_}


def test_the_role_may_use_its_table_and_its_log_and_nothing_else(template: dict[str, Any]) -> None:
    [role] = of_type(template, "AWS::IAM::Role").values()
    granted = {
        action: json.dumps(statement["Resource"])
        for policy in role["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
        for action in statement["Action"]
    }
    table, log = json.dumps({"Fn::GetAtt": ["Memory", "Arn"]}), ":log-group:/aws/lambda/lower-back-coach-dev*:*"
    actions = {"dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"}
    assert {action for action, resource in granted.items() if resource == table} == actions
    others = granted.keys() - actions
    assert others <= {"logs:CreateLogStream", "logs:CreateLogGroup", "logs:PutLogEvents", "logs:TagResource"}
    assert all(log in granted[action] for action in others)
    assert role.get("ManagedPolicyArns", []) == []


def test_the_function_is_small_quick_and_the_skills_own(template: dict[str, Any]) -> None:
    [function] = of_type(template, "AWS::Lambda::Function").values()
    assert function["Architectures"] == ["arm64"]
    assert function["Runtime"] == "python3.13"
    assert function["Timeout"] == 8
    assert function["Handler"] == "skill.lambda_function.lambda_handler"
    [permission] = of_type(template, "AWS::Lambda::Permission").values()
    assert permission["Principal"] == "alexa-appkit.amazon.com"
    assert permission["EventSourceToken"].startswith("amzn1.ask.skill.")


def test_the_handler_is_in_the_artifact_of_this_project() -> None:
    assert (ROOT / "skill" / "lambda_function.py").exists()


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1", "us-west-2"])
def test_production_keeps_its_table_in_every_region(tmp_path: Path, region: str) -> None:
    template = package(tmp_path / "prod", "--stage", "prod", "--region", region)
    [table] = of_type(template, "AWS::DynamoDB::Table").values()
    assert table["DeletionProtectionEnabled"] is True
    [log] = of_type(template, "AWS::Logs::LogGroup").values()
    assert log["RetentionInDays"] == 90


def test_cfn_lint_finds_nothing(template: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "template.json"
    file.write_text(json.dumps(template))
    lint = Path(sys.executable).with_name("cfn-lint")
    done = subprocess.run([str(lint), str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
