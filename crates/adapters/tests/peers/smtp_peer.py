"""An SMTP server for the tests: one JSON line per mail taken, refusals chosen by the recipient.

usage: smtp_peer.py [key=value ...]; keys: tls=implicit|starttls, cert, key, user, password, idle
"""

import asyncio
import email
import email.policy
import json
import logging
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

# Refused handshakes are what some tests are about.
warnings.simplefilter("ignore")
logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)

options = dict(a.split("=", 1) for a in sys.argv[1:])


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        user = address.split("@")[0]
        if user == "later":
            return "451 4.3.0 mailbox busy"
        if user == "never":
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        user = envelope.rcpt_tos[0].split("@")[0]
        if user == "full":
            return "452 4.2.2 mailbox full"
        if user == "spam":
            return "554 5.7.1 blocked for https://tongdao.example/resume/geheim"
        if user == "slow":
            await asyncio.sleep(20)
        m = email.message_from_bytes(envelope.content, policy=email.policy.default)
        part = lambda kind: m.get_body((kind,)).get_content()
        print(
            json.dumps(
                {
                    "mail_from": envelope.mail_from,
                    "rcpt_tos": envelope.rcpt_tos,
                    "headers": [[k, str(v)] for k, v in m.items()],
                    "type": m.get_content_type(),
                    "parts": [[p.get_content_type(), p.get_content_charset()] for p in m.iter_parts()],
                    "text": part("plain"),
                    "html": part("html"),
                    "defects": [str(d) for p in m.walk() for d in p.defects],
                    "ascii": envelope.content.isascii(),
                    "longest_line": max(len(l) for l in envelope.content.split(b"\r\n")),
                    "client_port": session.peer[1],
                    "encrypted": server.transport.get_extra_info("ssl_object") is not None,
                    "signed_in": bool(session.authenticated),
                }
            ),
            flush=True,
        )
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    fits = isinstance(data, LoginPassword) and (
        data.login.decode(),
        data.password.decode(),
    ) == (options["user"], options["password"])
    return AuthResult(success=fits, handled=fits)


async def main():
    context = None
    if "tls" in options:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options["cert"], options["key"])
    implicit = options.get("tls") == "implicit"
    settings = {"timeout": float(options.get("idle", 300))}
    if context and not implicit:
        settings |= {"tls_context": context, "require_starttls": True}
    if "user" in options:
        settings |= {
            "authenticator": authenticate,
            "auth_required": True,
            # aiosmtpd knows of STARTTLS only; with implicit TLS it would never offer AUTH.
            "auth_require_tls": options.get("tls") == "starttls",
        }
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Handler(), hostname="peer.example", **settings),
        "127.0.0.1",
        0,
        ssl=context if implicit else None,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
