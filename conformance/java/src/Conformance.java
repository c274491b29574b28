import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.store.partnercenter.AuthenticationToken;
import com.microsoft.store.partnercenter.IAggregatePartner;
import com.microsoft.store.partnercenter.IPartner;
import com.microsoft.store.partnercenter.IPartnerCredentials;
import com.microsoft.store.partnercenter.PartnerService;
import com.microsoft.store.partnercenter.customers.ICustomer;
import com.microsoft.store.partnercenter.enumerators.IResourceCollectionEnumerator;
import com.microsoft.store.partnercenter.exception.PartnerErrorCategory;
import com.microsoft.store.partnercenter.exception.PartnerException;
import com.microsoft.store.partnercenter.extensions.PartnerCredentials;
import com.microsoft.store.partnercenter.models.Address;
import com.microsoft.store.partnercenter.models.Contact;
import com.microsoft.store.partnercenter.models.SeekBasedResourceCollection;
import com.microsoft.store.partnercenter.models.agreements.Agreement;
import com.microsoft.store.partnercenter.models.carts.Cart;
import com.microsoft.store.partnercenter.models.carts.CartCheckoutResult;
import com.microsoft.store.partnercenter.models.carts.CartErrorCode;
import com.microsoft.store.partnercenter.models.carts.CartLineItem;
import com.microsoft.store.partnercenter.models.customers.Customer;
import com.microsoft.store.partnercenter.models.customers.CustomerBillingProfile;
import com.microsoft.store.partnercenter.models.customers.CustomerCompanyProfile;
import com.microsoft.store.partnercenter.models.customers.CustomerPartnerRelationship;
import com.microsoft.store.partnercenter.models.offers.BillingCycleType;
import com.microsoft.store.partnercenter.models.offers.Offer;
import com.microsoft.store.partnercenter.models.orders.Order;
import com.microsoft.store.partnercenter.models.orders.OrderLineItem;
import com.microsoft.store.partnercenter.models.products.Availability;
import com.microsoft.store.partnercenter.models.products.Product;
import com.microsoft.store.partnercenter.models.products.Sku;
import com.microsoft.store.partnercenter.models.query.IQuery;
import com.microsoft.store.partnercenter.models.query.QueryFactory;
import com.microsoft.store.partnercenter.models.query.filters.FieldFilterOperation;
import com.microsoft.store.partnercenter.models.query.filters.SimpleFieldFilter;
import com.microsoft.store.partnercenter.models.relationships.PartnerRelationshipType;
import com.microsoft.store.partnercenter.models.subscriptions.Conversion;
import com.microsoft.store.partnercenter.models.subscriptions.Subscription;
import com.microsoft.store.partnercenter.models.subscriptions.SubscriptionStatus;
import com.microsoft.store.partnercenter.models.subscriptions.Upgrade;
import com.microsoft.store.partnercenter.requestcontext.RequestContextFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.joda.time.DateTime;

/**
 * Every call of the SDK that this programme answers, with what has to come back. Each check is named
 * after the operation of the interface it is about.
 */
public final class Conformance {
    private interface Check {
        void run() throws Exception;
    }

    private static int passed;
    private static int failed;

    private static void check(String operation, Check check) {
        try {
            check.run();
            passed++;
            System.out.println("ok      " + operation);
        } catch (Throwable problem) {
            failed++;
            System.out.println("FAILED  " + operation + ": " + problem);
            StackTraceElement[] trace = problem.getStackTrace();
            for (int i = 0; i < Math.min(6, trace.length); i++) {
                System.out.println("          at " + trace[i]);
            }
        }
    }

    private static void same(Object wanted, Object found) {
        if (!Objects.equals(wanted, found)) {
            throw new AssertionError("wanted " + wanted + ", found " + found);
        }
    }

    private static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static void refused(PartnerErrorCategory category, String code, Check check) throws Exception {
        try {
            check.run();
        } catch (PartnerException refusal) {
            same(category, refusal.getErrorCategory());
            that(refusal.getServiceErrorPayload() != null, "no fault in the answer");
            same(code, refusal.getServiceErrorPayload().getErrorCode());
            that(!refusal.getServiceErrorPayload().getErrorMessage().isEmpty(), "no words");
            return;
        }
        throw new AssertionError("not refused");
    }

    /** What this programme does not have says so, with the number of operations that are not supported. */
    private static void absent(String operation, Check check) {
        check(operation, () -> refused(PartnerErrorCategory.BAD_INPUT, "800042", check));
    }

    private static <T> List<T> list(Iterable<T> items) {
        List<T> all = new ArrayList<>();
        items.forEach(all::add);
        return all;
    }

    private static Address address() {
        Address address = new Address();
        address.setFirstName("晓");
        address.setLastName("林");
        address.setAddressLine1("星湖街 328 号");
        address.setCity("苏州");
        address.setState("JS");
        address.setPostalCode("215000");
        address.setCountry("CN");
        address.setPhoneNumber("0512 6655 0101");
        return address;
    }

    private static Customer customer(String prefix, String suffix, String name) {
        CustomerBillingProfile billing = new CustomerBillingProfile();
        billing.setCulture("zh-CN");
        billing.setLanguage("zh");
        billing.setEmail("lin@" + prefix + ".example");
        billing.setCompanyName(name);
        billing.setDefaultAddress(address());
        CustomerCompanyProfile company = new CustomerCompanyProfile();
        company.setDomain(prefix + "." + suffix);
        Customer customer = new Customer();
        customer.setBillingProfile(billing);
        customer.setCompanyProfile(company);
        return customer;
    }

    private static OrderLineItem line(String offer, int quantity, String name) {
        OrderLineItem line = new OrderLineItem();
        line.setLineItemNumber(0);
        line.setOfferId(offer);
        line.setQuantity(quantity);
        line.setFriendlyName(name);
        return line;
    }

    private static Subscription setUp(ICustomer customer, Order order) throws Exception {
        for (int i = 0; i < 100; i++) {
            List<Subscription> made = list(customer.getSubscriptions().byOrder(order.getId()).get().getItems());
            if (!made.isEmpty() && made.get(0).getStatus() == SubscriptionStatus.ACTIVE) {
                return made.get(0);
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the order is not set up");
    }

    /**
     * A program that acts for a person: the person agrees by the code of a device, the SDK calls with
     * the person's token, the library renews it, and the person takes it back.
     */
    private static void forAPerson(String root, String client, String tenant, String[] login) throws Exception {
        Person[] person = new Person[1];
        IAuthenticationResult[] given = new IAuthenticationResult[1];
        Set<String> scopes = Set.of("https://api.partnercenter.microsoft.com/user_impersonation");
        PublicClientApplication library = PublicClientApplication.builder(client)
            .authority("https://login.microsoftonline.com/" + tenant + "/").build();
        check("auth.device_code", () -> {
            person[0] = new Person(root, login[0], login[1], login[2]);
            person[0].makePublic(client);
            DeviceCodeFlowParameters parameters = DeviceCodeFlowParameters.builder(scopes, code -> {
                // The server says its address as it knows it, which may be a number.
                that(code.verificationUri().endsWith("/devicelogin"), code.verificationUri());
                try {
                    person[0].allow(code.userCode());
                } catch (Exception problem) {
                    throw new AssertionError(problem);
                }
            }).build();
            given[0] = library.acquireToken(parameters).get();
            that(given[0].accessToken().split("\\.").length == 3, "no signed token");
            same(login[0], given[0].account().username());
        });
        if (given[0] == null) {
            return;
        }
        check("auth.app_and_user", () -> {
            IAuthenticationResult first = given[0];
            IPartnerCredentials credentials = PartnerCredentials.getInstance().generateByUserCredentials(
                client,
                new AuthenticationToken(first.accessToken(), new DateTime(first.expiresOnDate())),
                () -> null);
            IAggregatePartner partner = PartnerService.getInstance().createPartnerOperations(credentials);
            that(partner.getCustomers().get().getTotalCount() > 0, "no customers");
        });
        check("auth.refresh_user_token", () -> {
            IAuthenticationResult first = given[0];
            given[0] = library.acquireTokenSilently(
                SilentParameters.builder(scopes, first.account()).forceRefresh(true).build()).get();
            that(!given[0].accessToken().equals(first.accessToken()), "the same token");
        });
        check("auth.taken_back", () -> {
            person[0].takeBack(client);
            IPartnerCredentials credentials = PartnerCredentials.getInstance().generateByUserCredentials(
                client,
                new AuthenticationToken(given[0].accessToken(), new DateTime(given[0].expiresOnDate())),
                () -> null);
            IAggregatePartner partner = PartnerService.getInstance().createPartnerOperations(credentials);
            try {
                partner.getCustomers().get();
            } catch (PartnerException refusal) {
                same(PartnerErrorCategory.UNAUTHORIZED, refusal.getErrorCategory());
                return;
            }
            throw new AssertionError("not refused");
        });
    }

    /** Arguments: address, client id, key, tenant, domain suffix; sign-in name, password and secret of a person. */
    public static void main(String[] arguments) throws Exception {
        String root = arguments[0];
        String client = arguments[1];
        String key = arguments[2];
        String tenant = arguments[3];
        String suffix = arguments[4];
        PartnerService.getInstance().setApiRootUrl(root);
        IPartnerCredentials[] credentials = new IPartnerCredentials[1];
        check("auth.get_app_token", () -> {
            credentials[0] = PartnerCredentials.getInstance().generateByApplicationCredentials(
                client, key, tenant, "https://login.microsoftonline.com", "https://graph.windows.net");
            that(credentials[0].getPartnerServiceToken().split("\\.").length == 3, "no signed token");
            that(!credentials[0].isExpired(), "expired at once");
            that(credentials[0].getExpiresAt().isAfter(DateTime.now().plusMinutes(50)), "too short");
        });
        check("auth.get_app_token refused", () -> {
            try {
                PartnerCredentials.getInstance().generateByApplicationCredentials(
                    client, "wrong", tenant, "https://login.microsoftonline.com", "https://graph.windows.net");
            } catch (Exception refusal) {
                return;
            }
            throw new AssertionError("a wrong key got a token");
        });
        if (credentials[0] == null) {
            finish();
        }
        IAggregatePartner partner = PartnerService.getInstance().createPartnerOperations(credentials[0]);
        String run = UUID.randomUUID().toString().substring(0, 8);

        check("profiles.get_legal_business", () -> {
            var profile = partner.getProfiles().getLegalBusinessProfile().get();
            that(!profile.getCompanyName().isEmpty(), "no name");
            same("CN", profile.getAddress().getCountry());
            same("AUTHORIZED", profile.getVettingStatus().name());
        });
        check("profiles.get_billing", () ->
            same("CNY", partner.getProfiles().getBillingProfile().get().getBillingCurrency()));
        String[] number = new String[1];
        check("profiles.get_mpn", () -> {
            number[0] = partner.getProfiles().getMpnProfile().get().getMpnId();
            that(number[0].matches("\\d+"), number[0]);
        });
        check("profiles.get_mpn_by_id", () -> {
            same(number[0], partner.getProfiles().getMpnProfile().get(number[0]).getMpnId());
            refused(PartnerErrorCategory.NOT_FOUND, "3000", () -> partner.getProfiles().getMpnProfile().get("1"));
        });
        check("profiles.get_organization", () ->
            same(tenant, partner.getProfiles().getOrganizationProfile().get().getTenantId()));
        check("profiles.get_support", () ->
            that(partner.getProfiles().getSupportProfile().get().getEmail().contains("@"), "no mailbox"));
        check("profiles.update_support", () -> {
            var profile = partner.getProfiles().getSupportProfile().get();
            profile.setTelephone("400 820 8820");
            var changed = partner.getProfiles().getSupportProfile().update(profile);
            that(changed.getTelephone().endsWith("4008208820"), changed.getTelephone());
            profile.setTelephone("4008208821");
            refused(PartnerErrorCategory.BAD_INPUT, "2055", () ->
                partner.getProfiles().getSupportProfile().update(profile));
            changed.setWebsite("nowhere");
            refused(PartnerErrorCategory.BAD_INPUT, "3000", () ->
                partner.getProfiles().getSupportProfile().update(changed));
        });
        check("profiles.update_billing", () -> {
            var profile = partner.getProfiles().getBillingProfile().get();
            profile.setPurchaseOrderNumber("PO-" + run);
            same("PO-" + run, partner.getProfiles().getBillingProfile().update(profile).getPurchaseOrderNumber());
            same("PO-" + run, partner.getProfiles().getBillingProfile().get().getPurchaseOrderNumber());
        });
        check("profiles.update_organization", () -> {
            var profile = partner.getProfiles().getOrganizationProfile().get();
            profile.setEmail("office@" + run + ".example");
            same("office@" + run + ".example", partner.getProfiles().getOrganizationProfile().update(profile).getEmail());
        });
        check("profiles.update_legal_business", () -> {
            var profile = partner.getProfiles().getLegalBusinessProfile().get();
            String floor = profile.getAddress().getAddressLine2();
            profile.getAddress().setAddressLine2("20 F " + run);
            var waits = partner.getProfiles().getLegalBusinessProfile().update(profile);
            same("PENDING", waits.getVettingStatus().name());
            same(floor, waits.getAddress().getAddressLine2());
            // What is in force, sent back, is no wish: what waits goes on waiting.
            same("PENDING", partner.getProfiles().getLegalBusinessProfile().update(waits).getVettingStatus().name());
            waits.setCompanyName("Somebody else");
            refused(PartnerErrorCategory.BAD_INPUT, "3000", () ->
                partner.getProfiles().getLegalBusinessProfile().update(waits));
        });
        check("validations.get_country_rules", () ->
            same("CN", partner.getCountryValidationRules().byCountry("CN").get().getIso2Code()));
        check("relationships.get_request", () ->
            that(partner.getCustomers().getRelationshipRequests().get().getUrl().toString().contains("/relationships/"), "elsewhere"));
        check("indirect.list_resellers", () -> {
            var kind = PartnerRelationshipType.IS_INDIRECT_CLOUD_SOLUTION_PROVIDER_OF;
            same(0, list(partner.getRelationships().get(kind).getItems()).size());
        });
        check("invoices.get_summary", () -> same("CNY", partner.getInvoices().getSummary().get().getCurrencyCode()));
        check("invoices.list_summaries", () ->
            same("CNY", list(partner.getInvoices().getSummaries().get().getItems()).get(0).getCurrencyCode()));
        check("invoices.list", () -> {
            int known = partner.getInvoices().get().getTotalCount();
            same(known, list(partner.getInvoices().get().getItems()).size());
        });

        check("validations.check_domain", () ->
            that(!partner.getDomains().byDomain("frei" + run + "." + suffix).exists(), "taken before it was"));
        check("validations.validate_address", () -> {
            same(true, partner.getValidations().isAddressValid(address()));
            Address wrong = address();
            wrong.setPostalCode("98052");
            refused(PartnerErrorCategory.BAD_INPUT, "2007", () -> partner.getValidations().isAddressValid(wrong));
        });

        check("catalog.list_offer_categories", () -> {
            var shelves = list(partner.getOfferCategories().byCountry("CN").get().getItems());
            that(shelves.size() > 2, "too few");
            same("CN", shelves.get(0).getCountry());
        });
        List<Offer> offers = new ArrayList<>();
        check("catalog.list_offers", () -> {
            offers.addAll(list(partner.getOffers().byCountry("CN").get().getItems()));
            that(offers.size() > 3, "too few");
            var page = list(partner.getOffers().byCountry("CN").get(1, 2).getItems());
            same(2, page.size());
            same(offers.get(1).getId(), page.get(0).getId());
        });
        check("catalog.list_offers by category", () -> {
            String shelf = offers.get(0).getCategory().getId();
            var found = list(partner.getOffers().byCountry("CN").byCategory(shelf).get().getItems());
            that(!found.isEmpty() && found.stream().allMatch(o -> o.getCategory().getId().equals(shelf)), "others");
        });
        check("catalog.get_offer", () -> {
            Offer offer = partner.getOffers().byCountry("CN").byId(offers.get(0).getId()).get();
            same(offers.get(0).getName(), offer.getName());
            IPartner english = partner.with(RequestContextFactory.getInstance().create("en-US"));
            same("en-us", english.getOffers().byCountry("CN").byId(offer.getId()).get().getLocale());
        });
        Offer base = offers.stream().filter(o -> Boolean.TRUE.equals(o.getHasAddOns())
            && !Boolean.TRUE.equals(o.getIsTrial()) && !o.getUpgradeTargetOffers().isEmpty()
            && list(java.util.Arrays.asList(o.getReselleeQualifications())).isEmpty()).findFirst().orElseThrow();
        Offer[] addOn = new Offer[1];
        check("catalog.list_offer_addons", () -> {
            addOn[0] = list(partner.getOffers().byCountry("CN").byId(base.getId()).getAddOns().get().getItems()).get(0);
            same(true, addOn[0].getIsAddOn());
            that(addOn[0].getPrerequisiteOffers().contains(base.getId()), "of another base");
        });

        Customer[] made = new Customer[1];
        check("customers.create", () -> {
            made[0] = partner.getCustomers().create(customer("kunde" + run, suffix, "Aoteng " + run));
            UUID.fromString(made[0].getId());
            same(CustomerPartnerRelationship.RESELLER, made[0].getRelationshipToPartner());
            same("admin", made[0].getUserCredentials().getUserName());
            that(made[0].getUserCredentials().getPassword().length() >= 8, "no password");
            same("kunde" + run + "." + suffix, made[0].getCompanyProfile().getDomain());
        });
        if (made[0] == null) {
            finish();
        }
        String id = made[0].getId();
        ICustomer one = partner.getCustomers().byId(id);
        check("customers.create once for a request", () -> {
            var context = RequestContextFactory.getInstance().create(UUID.randomUUID(), UUID.randomUUID(), "en-US");
            Customer first = partner.with(context).getCustomers().create(customer("zweimal" + run, suffix, "Beihai " + run));
            Customer again = partner.with(context).getCustomers().create(customer("zweimal" + run, suffix, "Beihai " + run));
            same(first.getId(), again.getId());
        });
        check("customers.create refused", () -> refused(PartnerErrorCategory.BAD_INPUT, "3000",
            () -> partner.getCustomers().create(customer("kunde" + run, suffix, "Aoteng " + run))));
        check("validations.check_domain taken", () ->
            that(partner.getDomains().byDomain("kunde" + run + "." + suffix).exists(), "free after it was taken"));
        check("customers.get", () -> {
            Customer read = one.get();
            same("Aoteng " + run, read.getCompanyProfile().getCompanyName());
            same(true, read.getAllowDelegatedAccess());
            same(null, read.getUserCredentials());
            refused(PartnerErrorCategory.NOT_FOUND, "1000",
                () -> partner.getCustomers().byId(UUID.randomUUID().toString()).get());
        });
        check("customers.list", () -> {
            var all = list(partner.getCustomers().get().getItems());
            that(all.stream().anyMatch(c -> c.getId().equals(id)), "not in the list");
        });
        check("customers.list page by page", () -> {
            IQuery query = QueryFactory.getInstance().buildIndexedQuery(1);
            SeekBasedResourceCollection<Customer> first = partner.getCustomers().query(query);
            same(1, list(first.getItems()).size());
            IResourceCollectionEnumerator<SeekBasedResourceCollection<Customer>> pages =
                partner.getEnumerators().getCustomers().create(first);
            List<String> seen = new ArrayList<>();
            while (pages.hasValue()) {
                pages.getCurrent().getItems().forEach(c -> seen.add(c.getId()));
                pages.next();
            }
            same(list(partner.getCustomers().get().getItems()).size(), seen.size());
            same(seen.size(), (int) seen.stream().distinct().count());
        });
        check("customers.search", () -> {
            var byName = new SimpleFieldFilter("CompanyName", FieldFilterOperation.STARTS_WITH, "aoteng " + run);
            var found = list(partner.getCustomers().query(QueryFactory.getInstance().buildSimpleQuery(byName)).getItems());
            same(1, found.size());
            same(id, found.get(0).getId());
            var byDomain = new SimpleFieldFilter("Domain", FieldFilterOperation.STARTS_WITH, "kunde" + run);
            found = list(partner.getCustomers().query(QueryFactory.getInstance().buildIndexedQuery(40, 0, byDomain)).getItems());
            same(id, found.get(0).getId());
        });
        check("customers.get_company_profile", () ->
            same("lin@kunde" + run + ".example", one.getProfiles().getCompany().get().getEmail()));
        check("customers.get_billing_profile", () ->
            same("zh-CN", one.getProfiles().getBilling().get().getCulture()));
        check("customers.update_billing_profile", () -> {
            CustomerBillingProfile profile = one.getProfiles().getBilling().get();
            profile.setEmail("su@kunde" + run + ".example");
            same("su@kunde" + run + ".example", one.getProfiles().getBilling().update(profile).getEmail());
            refused(PartnerErrorCategory.BAD_INPUT, "2055", () -> one.getProfiles().getBilling().update(profile));
        });

        Order wanted = new Order();
        wanted.setReferenceCustomerId(id);
        wanted.setBillingCycle(BillingCycleType.MONTHLY);
        wanted.setLineItems(Collections.singletonList(line(base.getId(), 5, "总部")));
        check("orders.create before the agreement", () ->
            refused(PartnerErrorCategory.FORBIDDEN, "13605", () -> one.getOrders().create(wanted)));
        check("agreements.list_metadata", () -> {
            var agreements = list(partner.getAgreementDetails().get().getItems());
            same("MicrosoftCustomerAgreement", agreements.get(0).getAgreementType());
        });
        check("agreements.list_metadata_by_type", () -> {
            var named = partner.getAgreementDetails().byAgreementType("MicrosoftCustomerAgreement").get();
            same(1, list(named.getItems()).size());
            same(0, list(partner.getAgreementDetails().byAgreementType("MicrosoftCloudAgreement").get().getItems()).size());
        });
        check("agreements.create", () -> {
            Agreement agreement = new Agreement();
            Contact contact = new Contact();
            contact.setFirstName("晓");
            contact.setLastName("林");
            contact.setEmail("lin@kunde.example");
            contact.setPhoneNumber("0512 6655 0101");
            agreement.setPrimaryContact(contact);
            agreement.setDateAgreed(DateTime.now());
            agreement.setType("MicrosoftCustomerAgreement");
            agreement.setTemplateId(list(partner.getAgreementDetails().get().getItems()).get(0).getTemplateId());
            same("lin@kunde.example", one.getAgreements().create(agreement).getPrimaryContact().getEmail());
            refused(PartnerErrorCategory.ALREADY_EXISTS, "600061", () -> one.getAgreements().create(agreement));
        });
        check("agreements.list", () ->
            same(1, list(one.getAgreements().get().getItems()).size()));
        check("agreements.list_by_type", () -> {
            var named = one.getAgreements().byAgreementType("MicrosoftCustomerAgreement").get();
            same("lin@kunde.example", list(named.getItems()).get(0).getPrimaryContact().getEmail());
            same(0, list(one.getAgreements().byAgreementType("MicrosoftCloudAgreement").get().getItems()).size());
        });
        check("catalog.list_customer_offers", () -> {
            var all = list(one.getOffers().get().getItems());
            that(all.stream().anyMatch(offer -> offer.getId().equals(base.getId())), "not the base");
            that(all.stream().allMatch(offer -> offer.getReselleeQualifications().length == 0), "not for it");
            same(all.get(1).getId(), list(one.getOffers().get(1, 1).getItems()).get(0).getId());
        });
        check("catalog.list_customer_offer_categories", () -> {
            var shelves = list(one.getOfferCategories().get().getItems());
            that(shelves.stream().anyMatch(shelf -> shelf.getId().equals(base.getCategory().getId())), "not its shelf");
        });

        Order[] order = new Order[1];
        check("orders.create", () -> {
            order[0] = one.getOrders().create(wanted);
            same(id, order[0].getReferenceCustomerId());
            same("CNY", order[0].getCurrencyCode());
            same(5, list(order[0].getLineItems()).get(0).getQuantity());
        });
        Subscription[] subscription = new Subscription[1];
        check("subscriptions.list_by_order", () -> {
            subscription[0] = setUp(one, order[0]);
            same(base.getId(), subscription[0].getOfferId());
        });
        check("orders.get", () -> {
            Order read = one.getOrders().byId(order[0].getId()).get();
            same("completed", read.getStatus());
            same(subscription[0].getId(), list(read.getLineItems()).get(0).getSubscriptionId());
            that(one.getOrders().byId(order[0].getId()).get(true).getTotalPrice() > 0, "no price");
        });
        check("orders.list", () -> same(1, list(one.getOrders().get().getItems()).size()));
        check("orders.list_by_billing_cycle", () -> {
            same(1, list(one.getOrders().byBillingCycleType(BillingCycleType.MONTHLY).get().getItems()).size());
            same(0, list(one.getOrders().byBillingCycleType(BillingCycleType.ANNUAL).get().getItems()).size());
        });
        check("orders.get_provisioning_status", () -> {
            var lines = list(one.getOrders().byId(order[0].getId()).getProvisioningStatus().get().getItems());
            same("fulfilled", lines.get(0).getStatus());
        });
        check("orders.get_line_item_activation_link", () -> {
            var line = one.getOrders().byId(order[0].getId()).getOrderLineItems().byId(0);
            same(0, list(line.getActivationLink().get().getItems()).size());
        });
        check("orders.update", () -> {
            Order grown = one.getOrders().byId(order[0].getId()).get();
            OrderLineItem more = line(addOn[0].getId(), 2, "");
            more.setLineItemNumber(1);
            more.setParentSubscriptionId(subscription[0].getId());
            List<OrderLineItem> lines = list(grown.getLineItems());
            lines.add(more);
            grown.setLineItems(lines);
            same(2, list(one.getOrders().byId(order[0].getId()).patch(grown).getLineItems()).size());
        });

        check("subscriptions.list", () -> that(list(one.getSubscriptions().get().getItems()).size() == 2, "not two"));
        check("subscriptions.list_by_partner", () ->
            same(0, list(one.getSubscriptions().byPartner("123456").get().getItems()).size()));
        check("subscriptions.get", () -> {
            Subscription read = one.getSubscriptions().byId(subscription[0].getId()).get();
            same("总部", read.getFriendlyName());
            same(BillingCycleType.MONTHLY, read.getBillingCycle());
            that(read.getCommitmentEndDate().isAfter(DateTime.now().plusMonths(11)), "no year");
        });
        check("subscriptions.update", () -> {
            Subscription read = one.getSubscriptions().byId(subscription[0].getId()).get();
            read.setQuantity(8);
            Subscription changed = one.getSubscriptions().byId(read.getId()).patch(read);
            same(8, changed.getQuantity());
            refused(PartnerErrorCategory.BAD_INPUT, "2055", () -> one.getSubscriptions().byId(read.getId()).patch(read));
            changed.setFriendlyName("全公司");
            changed.setAutoRenewEnabled(false);
            Subscription renamed = one.getSubscriptions().byId(read.getId()).patch(changed);
            same("全公司", renamed.getFriendlyName());
            same(false, renamed.getAutoRenewEnabled());
            renamed.setStatus(SubscriptionStatus.SUSPENDED);
            Subscription suspended = one.getSubscriptions().byId(read.getId()).patch(renamed);
            same(SubscriptionStatus.SUSPENDED, suspended.getStatus());
            suspended.setQuantity(9);
            refused(PartnerErrorCategory.BAD_INPUT, "2001", () -> one.getSubscriptions().byId(read.getId()).patch(suspended));
            suspended.setQuantity(8);
            suspended.setStatus(SubscriptionStatus.ACTIVE);
            same(SubscriptionStatus.ACTIVE, one.getSubscriptions().byId(read.getId()).patch(suspended).getStatus());
        });
        check("subscriptions.list_addons", () -> {
            var addOns = list(one.getSubscriptions().byId(subscription[0].getId()).getAddOns().get().getItems());
            same(1, addOns.size());
            same(subscription[0].getId(), addOns.get(0).getParentSubscriptionId());
        });
        check("subscriptions.get_provisioning_status", () -> {
            var status = one.getSubscriptions().byId(subscription[0].getId()).getProvisioningStatus().get();
            same("SUCCESS", status.getStatus().name());
            same(8, status.getQuantity());
        });
        check("subscriptions.get_support_contact", () -> {
            var contact = one.getSubscriptions().byId(subscription[0].getId()).getSupportContact().get();
            same(tenant, contact.getSupportTenantId());
            same(number[0], contact.getSupportMpnId());
        });
        check("subscriptions.update_support_contact", () -> {
            var place = one.getSubscriptions().byId(subscription[0].getId()).getSupportContact();
            var contact = place.get();
            same(number[0], place.update(contact).getSupportMpnId());
            contact.setSupportMpnId("1234567");
            refused(PartnerErrorCategory.BAD_INPUT, "3000", () -> place.update(contact));
        });
        check("customers.list_managed_services", () -> {
            var services = list(one.getManagedServices().get().getItems());
            same(base.getProduct().getId(), services.get(0).getId());
            that(services.get(0).getLinks().getAdminService().getUri().toString().contains(id), "another's page");
        });
        var sold = one.getSubscriptions().byId(subscription[0].getId());
        absent("subscriptions.activate", sold::activate);
        absent("subscriptions.list_activation_links", () -> sold.getActivationLinks().get());
        absent("subscriptions.list_azure_entitlements", sold::getAzurePlanSubscriptionEntitlements);
        absent("subscriptions.register", () -> sold.getRegistration().register());
        absent("subscriptions.get_registration_status", () -> sold.getRegistrationStatus().get());
        absent("auth.create_application_consent", () -> {
            var consent = new com.microsoft.store.partnercenter.models.applicationconsents.ApplicationConsent();
            consent.setApplicationId(UUID.randomUUID().toString());
            one.getApplicationConsents().create(consent);
        });
        absent("auth.delete_application_consent", () ->
            one.getApplicationConsents().byId(UUID.randomUUID().toString()).delete());
        absent("products.check_inventory", () -> {
            var request = new com.microsoft.store.partnercenter.models.products.InventoryCheckRequest();
            request.setTargetItems(new ArrayList<>());
            partner.getExtensions().getProduct().byCountry("CN").checkInventory(request);
        });
        var upgrade = new com.microsoft.store.partnercenter.models.productupgrades.ProductUpgradeRequest();
        upgrade.setCustomerId(id);
        upgrade.setProductFamily("azure");
        absent("products.create_upgrade", () -> partner.getProductUpgrades().create(upgrade));
        absent("products.check_upgrade_eligibility", () -> partner.getProductUpgrades().checkEligibility(upgrade));
        absent("products.get_upgrade_status", () ->
            partner.getProductUpgrades().byId(UUID.randomUUID().toString()).checkStatus(upgrade));
        check("indirect.get_agreement_status", () -> {
            var signed = partner.getCompliance().getAgreementSignatureStatus();
            refused(PartnerErrorCategory.BAD_INPUT, "2204", () -> signed.get("1234567", null));
            refused(PartnerErrorCategory.BAD_INPUT, "2205", () -> signed.get(null, UUID.randomUUID().toString()));
            refused(PartnerErrorCategory.BAD_INPUT, "2001", () -> signed.get(null, null));
        });
        check("subscriptions.list_upgrades", () -> {
            var targets = list(one.getSubscriptions().byId(subscription[0].getId()).getUpgrades().get().getItems());
            same(base.getUpgradeTargetOffers().size(), targets.size());
            // Its add-on runs.
            same(false, targets.get(0).isEligible());
        });
        check("subscriptions.create_upgrade", () -> {
            Order small = new Order();
            Customer other = partner.getCustomers().create(customer("dritte" + run, suffix, "Chenfan " + run));
            ICustomer buyer = partner.getCustomers().byId(other.getId());
            Agreement agreement = list(one.getAgreements().get().getItems()).get(0);
            buyer.getAgreements().create(agreement);
            small.setReferenceCustomerId(other.getId());
            small.setLineItems(Collections.singletonList(line(base.getId(), 3, null)));
            Subscription old = setUp(buyer, buyer.getOrders().create(small));
            Upgrade target = list(buyer.getSubscriptions().byId(old.getId()).getUpgrades().get().getItems())
                .stream().filter(Upgrade::isEligible).findFirst().orElseThrow();
            var done = buyer.getSubscriptions().byId(old.getId()).getUpgrades().create(target);
            same(old.getId(), done.getSourceSubscriptionId());
            same(SubscriptionStatus.DELETED, buyer.getSubscriptions().byId(old.getId()).get().getStatus());
            same(3, buyer.getSubscriptions().byId(done.getTargetSubscriptionId()).get().getQuantity());
        });
        ICustomer[] tries = new ICustomer[1];
        Subscription[] tried = new Subscription[1];
        Conversion[] way = new Conversion[1];
        check("subscriptions.list_conversions", () -> {
            Offer trial = offers.stream().filter(o -> Boolean.TRUE.equals(o.getIsTrial())
                && o.getReselleeQualifications().length == 0).findFirst().orElseThrow();
            Customer other = partner.getCustomers().create(customer("probe" + run, suffix, "Dongfang " + run));
            ICustomer buyer = partner.getCustomers().byId(other.getId());
            buyer.getAgreements().create(list(one.getAgreements().get().getItems()).get(0));
            Order order2 = new Order();
            order2.setReferenceCustomerId(other.getId());
            order2.setLineItems(Collections.singletonList(line(trial.getId(), trial.getMinimumQuantity(), null)));
            tries[0] = buyer;
            tried[0] = setUp(buyer, buyer.getOrders().create(order2));
            same(true, tried[0].getIsTrial());
            way[0] = list(buyer.getSubscriptions().byId(tried[0].getId()).getConversions().get().getItems()).get(0);
            same(trial.getId(), way[0].getOfferId());
        });
        check("subscriptions.create_conversion", () -> {
            var done = tries[0].getSubscriptions().byId(tried[0].getId()).getConversions().create(way[0]);
            same(tried[0].getId(), done.getSubscriptionId());
            same(way[0].getOfferId(), done.getOfferId());
            same(false, tries[0].getSubscriptions().byId(tried[0].getId()).get().getIsTrial());
        });

        Availability[] availability = new Availability[1];
        check("products.list", () -> {
            List<Product> products = list(partner.getProducts().byCountry("CN").byTargetView("OnlineServices").get().getItems());
            that(!products.isEmpty(), "none");
            Product product = partner.getProducts().byCountry("CN").byId(products.get(0).getId()).get();
            same(products.get(0).getTitle(), product.getTitle());
            List<Sku> skus = list(partner.getProducts().byCountry("CN").byId(product.getId()).getSkus().get().getItems());
            Sku sku = partner.getProducts().byCountry("CN").byId(product.getId()).getSkus().byId(skus.get(0).getId()).get();
            same(product.getId(), sku.getProductId());
            var ways = partner.getProducts().byCountry("CN").byId(product.getId()).getSkus().byId(sku.getId()).getAvailabilities();
            availability[0] = list(ways.get().getItems()).get(0);
            same(availability[0].getCatalogItemId(), ways.byId(availability[0].getId()).get().getCatalogItemId());
        });
        var forIt = one.getProducts();
        String[] product = new String[1];
        check("products.list_for_customer", () -> {
            List<Product> products = list(forIt.byTargetView("OnlineServices").get().getItems());
            product[0] = products.get(0).getId();
            that(!products.get(0).getTitle().isEmpty(), "no title");
        });
        check("products.get_for_customer", () -> same(product[0], forIt.byId(product[0]).get().getId()));
        Sku[] sku = new Sku[1];
        check("products.list_skus_for_customer", () -> {
            sku[0] = list(forIt.byId(product[0]).getSkus().get().getItems()).get(0);
            same(product[0], sku[0].getProductId());
        });
        check("products.get_sku_for_customer", () ->
            same(sku[0].getTitle(), forIt.byId(product[0]).getSkus().byId(sku[0].getId()).get().getTitle()));
        check("products.list_availabilities_for_customer", () -> {
            var ways = forIt.byId(product[0]).getSkus().byId(sku[0].getId()).getAvailabilities();
            same(sku[0].getId(), list(ways.get().getItems()).get(0).getSkuId());
        });
        check("products.get_availability_for_customer", () -> {
            // A fault of the SDK: it asks for the list here, and finds nothing of an availability in it.
            var ways = forIt.byId(product[0]).getSkus().byId(sku[0].getId()).getAvailabilities();
            same(null, ways.byId(sku[0].getId()).get().getSkuId());
        });
        ICustomer[] shopper = new ICustomer[1];
        String[] wagon = new String[1];
        check("carts.create", () -> {
            CartLineItem good = new CartLineItem();
            good.setId(0);
            good.setCatalogItemId(base.getId());
            good.setQuantity(2);
            good.setBillingCycle(com.microsoft.store.partnercenter.models.products.BillingCycleType.MONTHLY);
            CartLineItem bad = new CartLineItem();
            bad.setId(1);
            bad.setCatalogItemId(UUID.randomUUID().toString());
            bad.setQuantity(1);
            Cart cart = new Cart();
            cart.setLineItems(new ArrayList<>(List.of(good, bad)));
            Customer other = partner.getCustomers().create(customer("wagen" + run, suffix, "Emei " + run));
            ICustomer buyer = partner.getCustomers().byId(other.getId());
            buyer.getAgreements().create(list(one.getAgreements().get().getItems()).get(0));
            Cart kept = buyer.getCarts().create(cart);
            same("Active", kept.getStatus());
            same(CartErrorCode.CATALOG_ITEM_ID_IS_NOT_VALID, kept.getLineItems().get(1).getError().getErrorCode());
            shopper[0] = buyer;
            wagon[0] = kept.getId();
        });
        check("carts.get", () -> {
            Cart read = shopper[0].getCarts().byId(wagon[0]).get();
            same(2, read.getLineItems().size());
            same(base.getId(), read.getLineItems().get(0).getCatalogItemId());
            refused(PartnerErrorCategory.NOT_FOUND, "800008",
                () -> shopper[0].getCarts().byId(UUID.randomUUID().toString()).get());
        });
        check("carts.update", () -> {
            Cart read = shopper[0].getCarts().byId(wagon[0]).get();
            read.setLineItems(new ArrayList<>(read.getLineItems().subList(0, 1)));
            same(1, shopper[0].getCarts().byId(wagon[0]).put(read).getLineItems().size());
        });
        check("carts.checkout", () -> {
            CartCheckoutResult done = shopper[0].getCarts().byId(wagon[0]).checkout();
            same(1, list(done.getOrders()).size());
            same(2, list(list(done.getOrders()).get(0).getLineItems()).get(0).getQuantity());
        });

        check("relationships.list_for_customer", () ->
            same(0, list(one.getRelationships().get().getItems()).size()));
        check("audit.list", () -> {
            var query = QueryFactory.getInstance().buildIndexedQuery(20);
            var records = list(partner.getAuditRecords().query(DateTime.now().minusDays(1), null, query).getItems());
            that(records.size() > 5, "too few: " + records.size());
            that(records.stream().anyMatch(record -> record.getResourceType().name().equals("ORDER")), "no order");
            same(tenant, records.get(0).getPartnerId());
        });

        // A demonstration is a sandbox, where customers can be deleted.
        check("customers.delete", () -> {
            Customer last = partner.getCustomers().create(customer("weg" + run, suffix, "Wenzhou " + run));
            partner.getCustomers().byId(last.getId()).delete();
            refused(PartnerErrorCategory.NOT_FOUND, "1000", () -> partner.getCustomers().byId(last.getId()).get());
        });
        check("customers.update", () -> {
            Customer last = partner.getCustomers().create(customer("letzte" + run, suffix, "Fuzhou " + run));
            Customer none = new Customer();
            none.setRelationshipToPartner(CustomerPartnerRelationship.NONE);
            Customer parted = partner.getCustomers().byId(last.getId()).patch(none);
            same(CustomerPartnerRelationship.NONE, parted.getRelationshipToPartner());
            refused(PartnerErrorCategory.NOT_FOUND, "1000", () -> partner.getCustomers().byId(last.getId()).get());
        });
        forAPerson(root, client, tenant, Arrays.copyOfRange(arguments, 5, 8));
        finish();
    }

    private static void finish() {
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }
}
