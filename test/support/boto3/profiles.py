"""What boto3 makes of profiles: of each its endpoint for S3, region, addressing and key pair."""
import json
import os
import sys

import boto3

given = json.load(sys.stdin)
os.environ['AWS_SHARED_CREDENTIALS_FILE'] = given['credentials']
os.environ['AWS_CONFIG_FILE'] = given['config']
found = {}
for name in given['profiles']:
    session = boto3.Session(profile_name=name)
    client = session.client('s3', region_name=session.region_name or 'us-east-1')
    keys = session.get_credentials()
    found[name] = {
        'endpoint': client.meta.endpoint_url,
        'region': client.meta.region_name,
        'style': (client.meta.config.s3 or {}).get('addressing_style'),
        'accessKeyId': keys.access_key,
        'secretAccessKey': keys.secret_key,
        'sessionToken': keys.token,
    }
json.dump(found, sys.stdout)
