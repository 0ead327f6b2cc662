"""Calls the vendor with the pair of a secret, through a rotation of the pair, without a restart.

python3 octopus.py SECRET ...: for each line on stdin, one call with the pair of each secret.
"""

import json
import sys
import threading
import time
import urllib.error
import urllib.request
from datetime import datetime
from typing import NamedTuple

import boto3

REFRESH_BEFORE_SECONDS = 5 * 60
PAUSE_AFTER_REFUSAL_SECONDS = 60


class Tokens(NamedTuple):
    access: str
    refresh: str
    expires_at: float
    # Of the environment whose pair logged in. A token is never sent anywhere else.
    base_url: str

    def __repr__(self):
        return "Tokens(…)"


class OctopusError(Exception):
    """The vendor's code, or what is wrong with the secret. It never contains a pair or a token."""

    def __init__(self, code, status=0, retry_after=None):
        super().__init__(code)
        self.code = code
        self.status = status
        self.retry_after = retry_after


class OctopusClient:
    """A process has one for each environment; threads may share it."""

    def __init__(self, secrets, secret_name):
        self._secrets = secrets
        self._secret_name = secret_name
        self._tokens = None
        # Threads share one renewal: a refresh token is good for one use, and logins are limited.
        self._renewal = threading.Lock()
        self._paused_until = 0.0

    def get(self, path):
        tokens = self._valid_tokens()
        try:
            return _get(tokens, path)
        except OctopusError as error:
            if error.status != 401:
                raise
        return _get(self._renew(tokens, self._log_in), path)

    def _valid_tokens(self):
        tokens = self._tokens
        if tokens is None:
            return self._renew(None, self._log_in)
        if time.time() < tokens.expires_at - REFRESH_BEFORE_SECONDS:
            return tokens
        return self._renew(tokens, lambda: self._refresh(tokens))

    def _renew(self, old, renew):
        with self._renewal:
            if self._tokens is old:
                self._tokens = renew()
            return self._tokens

    def _refresh(self, tokens):
        try:
            answer = _post(tokens.base_url + "/auth/refresh", {"refresh_token": tokens.refresh})
        except OctopusError:
            return self._log_in()
        return _tokens_in(answer, tokens.base_url)

    def _log_in(self):
        """Reads the secret at each login, so a promoted pair is used without a restart."""
        if time.time() < self._paused_until:
            raise OctopusError("LOGIN_PAUSED")
        secret = self._read_secret()
        pair = {"username": secret["API_KEY"], "password": secret["API_SECRET"]}
        try:
            return _tokens_in(_post(secret["BASE_URL"] + "/auth/login", pair), secret["BASE_URL"])
        except OctopusError as error:
            # All processes of the client and its rotation share ten logins a minute: a refused one is not tried in a loop.
            self._paused_until = time.time() + (error.retry_after or PAUSE_AFTER_REFUSAL_SECONDS)
            raise

    def _read_secret(self):
        secret = _parse(self._secrets.get_secret_value(SecretId=self._secret_name)["SecretString"])
        if all(isinstance(secret.get(field), str) for field in ("API_KEY", "API_SECRET", "BASE_URL")):
            return secret
        raise OctopusError("NO_PAIR_YET" if secret.get("status") == "awaiting-first-pair" else "MALFORMED_SECRET")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would send the pair or a token to another host."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        return None


_opener = urllib.request.build_opener(_NoRedirect)


def _get(tokens, path):
    return _send(urllib.request.Request(tokens.base_url + path, headers={"Authorization": "Bearer " + tokens.access}))


def _post(url, body):
    headers = {"Content-Type": "application/json"}
    return _send(urllib.request.Request(url, json.dumps(body).encode(), headers))


def _send(request):
    try:
        with _opener.open(request, timeout=30) as response:
            return json.loads(response.read())
    except urllib.error.HTTPError as error:
        with error:
            refusal = _parse(error.read()).get("error")
        code = refusal.get("code") if isinstance(refusal, dict) else None
        seconds = error.headers.get("Retry-After", "")
        retry_after = int(seconds) if seconds.isdecimal() else None
        raise OctopusError(code or f"HTTP_{error.code}", error.code, retry_after) from None
    except ValueError:
        raise OctopusError("UNEXPECTED_ANSWER") from None


def _tokens_in(answer, base_url):
    try:
        data = answer["data"]
        expires_at = datetime.fromisoformat(data["access_expires_at"].replace("Z", "+00:00")).timestamp()
        return Tokens(data["access_token"], data["refresh_token"], expires_at, base_url)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise OctopusError("UNEXPECTED_ANSWER") from None


def _parse(text):
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _describe_call(client):
    try:
        return f"ok, {len(client.get('/api/v1/products'))} products"
    except OctopusError as error:
        return f"failed: {error.code}"
    except Exception as error:
        # The name alone: a message may quote what was sent.
        return f"failed: {type(error).__name__}"


def main():
    secrets = boto3.client("secretsmanager")
    clients = [(name, OctopusClient(secrets, name)) for name in sys.argv[1:]]
    for _ in sys.stdin:
        for name, client in clients:
            print(f"{name}: {_describe_call(client)}", flush=True)


if __name__ == "__main__":
    main()
