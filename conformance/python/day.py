"""A partner's day with partnercenterservices, an unmodified client of Partner Center.

Each check is named after the operation of the interface it is about. The methods' names are the
client's own: AutoRest made them from paths.
"""

import json
import re
import socket
import sys
import time
import traceback
import uuid

guide, port, programme = sys.argv[1:]
with open(guide, encoding="utf-8") as file:
    program = json.load(file)["program"]
with open(programme, encoding="utf-8") as file:
    suffix = re.search(r'^domain_suffix = "(.*)"', file.read(), re.M).group(1)

# The client's authentication library believes one of Microsoft's hosts only. For this one process
# that name leads to this machine, as a hosts file would have it; its certificate is checked.
found_by_name = socket.getaddrinfo


def getaddrinfo(host, *rest, **named):
    if host != "login.microsoftonline.com":
        return found_by_name(host, *rest, **named)
    return found_by_name("127.0.0.1", int(port), *rest[1:], **named)


socket.getaddrinfo = getaddrinfo

from microsoft.store.partnercenterservices import MicrosoftPartnerStoreApis, models  # noqa: E402
from msrestazure.azure_exceptions import CloudError  # noqa: E402
from msrestazure.azure_active_directory import ServicePrincipalCredentials  # noqa: E402
from msrestazure.azure_cloud import Cloud, CloudEndpoints, CloudSuffixes  # noqa: E402

passed = failed = 0


def check(operation):
    def run(body):
        global passed, failed
        try:
            body()
            passed += 1
            print(f"ok      {operation}")
        except Exception as problem:
            failed += 1
            print(f"FAILED  {operation}: {problem!r}"[:600])
            traceback.print_exc(limit=-2, file=sys.stdout)

    return run


def same(wanted, found):
    assert wanted == found, f"wanted {wanted!r}, found {found!r}"


def model(name, **properties):
    return getattr(models, "MicrosoftPartnerSdkContractsV1" + name)(**properties)


def ids():
    return {"ms_request_id": str(uuid.uuid4()), "ms_correlation_id": str(uuid.uuid4())}


def refused(status, code, call):
    """The client hands refusals over as raw answers, or raises those whose status it does not know."""
    try:
        answer = call(raw=True).response
    except CloudError as refusal:
        answer = refusal.response
    same(status, answer.status_code)
    fault = answer.json()
    same(code, fault["code"])
    assert fault["description"] and fault["source"], fault


base = f"https://localhost:{port}"
state = {}


@check("token")
def _():
    endpoints = CloudEndpoints(
        management=base, resource_manager=base, sql_management=base, batch_resource_id=base,
        gallery=base, active_directory="https://login.microsoftonline.com",
        active_directory_resource_id="https://graph.windows.net",
        active_directory_graph_resource_id=base, microsoft_graph_resource_id=base,
    )
    credentials = ServicePrincipalCredentials(
        client_id=program["client_id"], secret=program["client_secret"],
        tenant=program["tenant_id"], resource="https://graph.windows.net",
        cloud_environment=Cloud("tongdao", endpoints=endpoints, suffixes=CloudSuffixes()),
    )
    assert credentials.token["access_token"].count(".") == 2
    state["client"] = MicrosoftPartnerStoreApis(credentials, base)


client = state["client"]
read, write = client.getvversioncustomerscustomer, client.postvversioncustomerscustomer
change = client.patchvversioncustomerscustomer
name = f"python{uuid.uuid4().hex[:8]}"


@check("customers.create")
def _():
    address = model(
        "Address", country="CN", state="JS", city="苏州", address_line1="星湖街 328 号",
        postal_code="215000", first_name="晓", last_name="林", phone_number="0512 6655 0101",
    )
    new = model(
        "Customer",
        company_profile=model("CustomerCompanyProfile", domain=f"{name}.{suffix}"),
        billing_profile=model(
            "CustomerBillingProfile", culture="zh-CN", language="zh", email=f"lin@{name}.example",
            company_name="苏州蟒蛇贸易有限公司", default_address=address,
        ),
    )
    # The client's description takes the first password for an object, so that it cannot read the text
    # it is; its serializer and its pipeline send the customer all the same.
    document = client._serialize.body(new, "MicrosoftPartnerSdkContractsV1Customer")
    sent = ids()
    headers = {
        "Content-Type": "application/json",
        "MS-RequestId": sent["ms_request_id"],
        "MS-CorrelationId": sent["ms_correlation_id"],
    }

    def create():
        return client._client.send(client._client.post("/v1/customers"), headers, document)

    made = create()
    same(201, made.status_code)
    same(sent["ms_request_id"], made.headers["MS-RequestId"])
    same(sent["ms_correlation_id"], made.headers["MS-CorrelationId"])
    made = made.json()
    same("苏州蟒蛇贸易有限公司", made["billingProfile"]["companyName"])
    same("+8651266550101", made["billingProfile"]["defaultAddress"]["phoneNumber"])
    same("reseller", made["relationshipToPartner"])
    assert made["userCredentials"]["password"] and made["attributes"]["objectType"] == "Customer"
    # The same request once more is the same customer.
    same(made["id"], create().json()["id"])
    state["customer"] = made["id"]


customer = state["customer"]


@check("customers.create, refused")
def _():
    refused(400, "3000", lambda **raw: client.postvversioncustomers(model("Customer"), "1", **raw))


@check("validations.check_domain")
def _():
    taken = client.headvversiondomainsdomain(f"{name}.{suffix}", "1", raw=True)
    same(200, taken.response.status_code)
    free = client.headvversiondomainsdomain(f"frei{name}.{suffix}", "1", raw=True)
    same(404, free.response.status_code)


@check("customers.get")
def _():
    found = read.id(customer, "1")
    same(customer, found.id)
    same(f"{name}.{suffix}", found.company_profile.domain)
    same(True, found.allow_delegated_access)


@check("customers.get, nobody's")
def _():
    refused(404, "1000", lambda **raw: read.id(str(uuid.uuid4()), "1", **raw))


@check("customers.list")
def _():
    found = client.getvversioncustomersfilterfilter.value("1", size=40)
    assert customer in [c.id for c in found.items], found.total_count


@check("customers.search")
def _():
    filter = json.dumps({"Field": "CompanyName", "Value": "苏州蟒蛇", "Operator": "starts_with"})
    found = client.getvversioncustomersfilterfilter.value("1", filter=filter)
    same([customer], [c.id for c in found.items])


@check("customers.get_company_profile")
def _():
    same("苏州蟒蛇贸易有限公司", read.idprofilescompany(customer, "1").company_name)


@check("customers.update_billing_profile")
def _():
    profile = read.idprofilesbilling(customer, "1")
    profile.email = f"su@{name}.example"
    # The client leaves the entity tag out of the document; the header carries it.
    tag = {"If-Match": f'"{profile.attributes.etag}"'}
    put = client.putvversioncustomerscustomer.idprofilesbilling
    same(f"su@{name}.example", put(customer, profile, "1", custom_headers=tag).email)
    refused(400, "2055", lambda **raw: put(customer, profile, "1", custom_headers=tag, **raw))
    same(f"su@{name}.example", read.idprofilesbilling(customer, "1").email)


@check("orders.create, before the agreement")
def _():
    line = model("OrderLineItem", line_item_number=0, offer_id=str(uuid.uuid4()), quantity=1)
    order = model("Order", line_items=[line])
    refused(403, "13605", lambda **raw: write.idorders(customer, order, "1", **raw))


@check("agreements.create")
def _():
    # Agreements are younger than the client's description; its pipeline sends them all the same.
    pipeline = client._client
    request = pipeline.post(f"/v1/customers/{customer}/agreements")
    answer = pipeline.send(request, {"Content-Type": "application/json"}, {
        "primaryContact": {
            "firstName": "晓", "lastName": "林", "email": f"lin@{name}.example",
            "phoneNumber": "0512 6655 0101",
        },
        "dateAgreed": "2026-01-05T00:00:00",
        "type": "MicrosoftCustomerAgreement",
    })
    same(201, answer.status_code)


@check("catalog.list_offer_categories")
def _():
    found = client.getvversionoffercategoriescountrycountry.value("1", country="CN")
    assert found.total_count > 2 and found.items[0].name and found.items[0].locale


@check("catalog.list_offers")
def _():
    offers = client.getvversionofferscountrycountry.value("1", country="CN").items
    open_to_all = [
        offer for offer in offers
        if not (offer.is_add_on or offer.is_trial or offer.resellee_qualifications)
    ]
    assert len(open_to_all) > 2, len(offers)
    state["offers"] = sorted(open_to_all, key=lambda offer: not offer.upgrade_target_offers)


@check("catalog.get_offer")
def _():
    offer = state["offers"][0]
    found = client.getvversionoffersoffer.value1(offer.id, "1", country="CN")
    same(offer.name, found.name)
    assert found.product.id and found.category.id and found.minimum_quantity > 0


@check("catalog.list_offer_addons")
def _():
    found = client.getvversionoffersoffer.value
    add_ons = [a for o in state["offers"] for a in found(o.id, "1", country="CN").items]
    assert add_ons and all(a.is_add_on and a.prerequisite_offers for a in add_ons)


@check("orders.create")
def _():
    line = model(
        "OrderLineItem", line_item_number=0, offer_id=state["offers"][0].id, quantity=5,
        friendly_name="总部",
    )
    order = model("Order", billing_cycle="monthly", line_items=[line])
    sent = ids()
    made = write.idorders(customer, order, "1", raw=True, **sent)
    same(201, made.response.status_code)
    state["order"] = made.output.id
    same(customer, made.output.reference_customer_id)
    same(made.output.id, write.idorders(customer, order, "1", **sent).id)


@check("orders.get")
def _():
    for _ in range(100):
        order = read.id5(customer, state["order"], "1")
        if order.status == "completed":
            break
        time.sleep(0.2)
    same("completed", order.status)
    same("总部", order.line_items[0].friendly_name)
    assert order.creation_date.tzinfo is not None
    state["subscription"] = order.line_items[0].subscription_id


@check("orders.list")
def _():
    same([state["order"]], [o.id for o in read.value7(customer, "1").items])
    same(1, read.value7(customer, "1", billing_type="monthly").total_count)
    same(0, read.value7(customer, "1", billing_type="annual").total_count)


@check("subscriptions.list")
def _():
    same([state["subscription"]], [s.id for s in read.value9(customer, "1").items])


@check("subscriptions.list_by_order")
def _():
    found = read.value9(customer, "1", order_id=state["order"])
    same([state["subscription"]], [s.id for s in found.items])


@check("subscriptions.get_provisioning_status")
def _():
    found = read.idprovisioningstatus(customer, state["subscription"], "1")
    same(("success", 5), (found.status, found.quantity))


@check("subscriptions.update, other units")
def _():
    found = read.id6(customer, state["subscription"], "1")
    same(("active", 5, "license", "monthly"),
         (found.status, found.quantity, found.billing_type, found.billing_cycle))
    found.quantity = 7
    found.friendly_name = "全公司"
    changed = change.id4(customer, found.id, found, "1")
    same((7, "全公司"), (changed.quantity, changed.friendly_name))
    found.quantity = 2_000_000_000
    refused(400, "2002", lambda **raw: change.id4(customer, found.id, found, "1", **raw))
    same(7, read.id6(customer, found.id, "1").quantity)


@check("subscriptions.update, suspended and back")
def _():
    found = read.id6(customer, state["subscription"], "1")
    for wish in ["suspended", "active"]:
        found.status = wish
        same(wish, change.id4(customer, found.id, found, "1").status)


@check("subscriptions.list_addons")
def _():
    same(0, read.idaddons(customer, state["subscription"], "1").total_count)


@check("subscriptions.list_upgrades")
def _():
    found = read.idupgrades(customer, state["subscription"], "1")
    state["ways"] = found.items
    for way in found.items:
        assert way.target_offer.id and way.is_eligible is not None and way.quantity == 7


@check("subscriptions.create_upgrade")
def _():
    ways = [way for way in state["ways"] if way.is_eligible]
    assert ways, "no way up"
    done = write.idupgrades(customer, state["subscription"], ways[0], "1")
    same(state["subscription"], done.source_subscription_id)
    for _ in range(100):
        new = read.id6(customer, done.target_subscription_id, "1")
        if new.status == "active":
            break
        time.sleep(0.2)
    same(("active", 7, ways[0].target_offer.id), (new.status, new.quantity, new.offer_id))


@check("profiles")
def _():
    legal = client.getvversionprofileslegalbusinessvetting_versionvetting_version.value("1")
    same("authorized", legal.vetting_status)
    same("CNY", client.getvversionprofilesbilling("1").billing_currency)
    assert client.getvversionprofilessupport("1").website.startswith("http")
    same(program["tenant_id"], client.getvversionprofilesorganization("1").id)
    assert client.getvversionprofilesmpnmpn_idmpn_id.value("1").mpn_id


@check("what the programme does not have")
def _():
    refused(400, "800042", lambda **raw: client.getvversionusagesummary("1", **raw))


@check("customers.update, parted with")
def _():
    found = read.id(customer, "1")
    found.relationship_to_partner = "none"
    refused(417, "800036", lambda **raw: change.id(customer, found, "1", **raw))
    for running in read.value9(customer, "1").items:
        running.status = "deleted"
        same("deleted", change.id4(customer, running.id, running, "1").status)
    same("none", change.id(customer, found, "1").relationship_to_partner)
    refused(404, "1000", lambda **raw: read.id(customer, "1", **raw))


print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
