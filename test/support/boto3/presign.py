"""Presigns as scripts do: a JSON list of cases on standard input, answered by the texts that a script would print."""
import json
import sys

import boto3
from botocore.config import Config

OPERATIONS = {"GET": "get_object", "PUT": "put_object"}


def client(case):
    return boto3.client(
        "s3",
        region_name=case["region"],
        endpoint_url=case["endpoint"],
        aws_access_key_id=case["accessKeyId"],
        aws_secret_access_key=case["secretAccessKey"],
        # "s3" is Signature Version 2, which boto3 takes by itself for an endpoint of one's own.
        config=Config(signature_version=case["version"], s3={"addressing_style": case["addressing"]}),
    )


def text(case):
    place = {"Bucket": case["space"], "Key": case["key"]}
    if case["as"] == "url":
        operation = OPERATIONS[case["method"]]
        return client(case).generate_presigned_url(operation, Params=place, ExpiresIn=case["expiresIn"])
    conditions = [["content-length-range", 1, 1000000]]
    form = client(case).generate_presigned_post(**place, Conditions=conditions, ExpiresIn=case["expiresIn"])
    return repr(form) if case["as"] == "repr" else json.dumps(form)


json.dump([text(case) for case in json.load(sys.stdin)], sys.stdout)
