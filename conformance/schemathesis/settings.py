"""Writes Schemathesis' settings: a program's token, and ids that are there."""

import json
import sys
import urllib.parse
import urllib.request

guide, folder = sys.argv[1:]
with open(guide, encoding="utf-8") as file:
    program = json.load(file)["program"]

form = urllib.parse.urlencode({
    "grant_type": "client_credentials",
    "client_id": program["client_id"],
    "client_secret": program["client_secret"],
    "scope": program["scope"],
})
with urllib.request.urlopen(program["token_url"], form.encode()) as answer:
    token = json.load(answer)["access_token"]


def get(path):
    request = urllib.request.Request(
        program["api_url"] + "/v1" + path,
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


customer = program["customer_id"]
product = get("/products?country=CN&targetView=OnlineServices")["items"][0]["id"]
sku = get(f"/products/{product}/skus?country=CN")["items"][0]["id"]
ids = {
    "customer_id": customer,
    "order_id": program["order_id"],
    "subscription_id": program["subscription_ids"][0],
    "offer_id": program["offer_ids"][0],
    "product_id": product,
    "sku_id": sku,
    "availability_id": sku,
}
head = f'[auth.openapi.token]\nbearer = "{token}"\n'
with open(f"{folder}/made-up.toml", "w", encoding="utf-8") as file:
    file.write(head)
with open(f"{folder}/there.toml", "w", encoding="utf-8") as file:
    file.write(head + "\n[parameters]\n")
    for name, value in ids.items():
        file.write(f'"path.{name}" = "{value}"\n')
