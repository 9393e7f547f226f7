"""Signs with boto3 what standard input asks for: a JSON list of cases, answered by a JSON list in the same order."""
import json
import sys

import boto3
from botocore.config import Config

session = boto3.session.Session()


def client(case):
    return session.client(
        "s3",
        region_name=case["region"],
        endpoint_url=case["endpoint"],
        aws_access_key_id=case["accessKeyId"],
        aws_secret_access_key=case["secretAccessKey"],
        aws_session_token=case.get("sessionToken"),
        # Without a signature_version boto3 presigns with Signature Version 2 for an endpoint of one's own.
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": case["addressing"]},
            # Else it adds the checksum of an empty body to a PUT.
            request_checksum_calculation="when_required",
        ),
    )


def link(case):
    return presigned("get_object", case)


def put(case):
    return presigned("put_object", case)


def presigned(operation, case):
    params = {"Bucket": case["space"], "Key": case["key"], **case["params"]}
    url = client(case).generate_presigned_url(operation, Params=params, ExpiresIn=case["expiresIn"])
    return {"url": url}


def form(case):
    signed = client(case).generate_presigned_post(
        Bucket=case["space"],
        Key=case["key"],
        Fields=dict(case["fields"]),
        Conditions=case["conditions"],
        ExpiresIn=case["expiresIn"],
    )
    return {"url": signed["url"], "fields": list(signed["fields"].items())}


KINDS = {"form": form, "link": link, "put": put}
cases = json.load(sys.stdin)
json.dump([KINDS[case["kind"]](case) for case in cases], sys.stdout)
