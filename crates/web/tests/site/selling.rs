//! Orders, carts and subscriptions: what is sold, what follows it, and what the calendar does.

use crate::customers::{acting, reason, typed};
use crate::{at_once, count};
use app::orders::{self, NewOrder};
use app::subscriptions::{self, Patch, Wish};
use app::{Failure, Request, customers};
use domain::caller::{AdminSetting, AgentSetting};
use domain::catalogue::{BillingCycle, Kind, Offer};
use domain::enrolment::form::Answers;
use domain::ids::{OrderId, SubscriptionId, TenantId};
use domain::orders::{Base, Line};
use domain::selling::Reason;
use store::subscriptions::Subscription;
use testkit::TestApp;

testkit::on_both! { TestApp from trading:
    an_order_becomes_subscriptions_once,
    orders_of_a_cycle_are_found_behind_a_thousand_others,
    what_cannot_be_ordered_is_told_line_by_line,
    a_year_in_advance_counts_in_full_against_the_credit_limit,
    a_cart_is_ordered_once_and_runs_out,
    a_subscription_is_changed_suspended_and_comes_back_with_its_add_ons,
    the_calendar_renews_ends_and_deletes,
    an_add_on_ends_with_its_base_and_goes_on_with_it,
    upgrades_and_conversions_lead_where_the_offers_say,
    a_conversion_is_a_purchase_and_a_sandbox_holds_few_seats,
    nobody_reaches_what_others_sold_and_a_suspended_partner_only_lowers,
}

struct Shop<'a> {
    app: &'a TestApp,
    request: Request,
    customer: TenantId,
    scope: domain::permission::TenantScope,
}

impl<'a> Shop<'a> {
    /// A partner with a customer that has accepted its agreement.
    fn open(app: &'a TestApp) -> Self {
        let partner = app.active_partner();
        let (_, request) = app.sign_in(&partner.admin);
        let new = typed("chenfan", "苏州晨帆贸易有限公司");
        let customer = customers::create(app, &request, &new, "").unwrap().customer;
        let shop = Self {
            app,
            request,
            customer,
            scope: crate::scope_of(&partner),
        };
        shop.attest();
        shop
    }

    fn attest(&self) {
        let word: Answers = [
            ("family_name", "林"),
            ("given_name", "晓"),
            ("email", "lin@chenfan.example"),
            ("agreed_on", &self.app.today().to_string()),
        ]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .into();
        customers::attest(self.app, &self.request, self.customer, &word, "")
            .wait()
            .unwrap();
    }

    fn base(&self) -> Offer {
        let offers = &self.app.programme.catalogue().offers;
        let upgradable = |o: &&Offer| o.kind == Kind::Base && o.upgrades.len() > 1;
        let base = offers
            .iter()
            .filter(upgradable)
            .find(|o| offers.iter().any(|a| a.parents.contains(&o.id)));
        base.unwrap().clone()
    }

    fn add_on(&self) -> Offer {
        let base = self.base().id;
        let offers = &self.app.programme.catalogue().offers;
        let fits = |o: &&Offer| o.parents.contains(&base) && !o.may_exceed_parent;
        offers.iter().find(fits).unwrap().clone()
    }

    fn trial(&self) -> Offer {
        let offers = &self.app.programme.catalogue().offers;
        offers.iter().find(|o| o.is_trial()).unwrap().clone()
    }

    fn place(&self, lines: Vec<Line>) -> Result<Vec<Subscription>, Failure> {
        let new = NewOrder { cycle: None, lines };
        let id = orders::place(self.app, &self.request, self.customer, &new, "")?;
        self.app.drain();
        Ok(self.lines(id))
    }

    fn lines(&self, id: OrderId) -> Vec<Subscription> {
        let order = orders::get(self.app, &self.request, self.customer, id).wait();
        order.unwrap().lines
    }

    fn row(&self, id: uuid::Uuid) -> Subscription {
        let found = subscriptions::get(self.app, &self.request, self.customer, SubscriptionId(id));
        found.wait().unwrap().row
    }

    fn change(&self, id: uuid::Uuid, patch: Patch) -> Result<i64, Failure> {
        self.app.prove(&self.request);
        subscriptions::change(
            self.app,
            &self.request,
            self.customer,
            SubscriptionId(id),
            patch,
            None,
            "",
        )
        .wait()
    }

    fn pass_to(&self, day: &str) {
        let day = day.parse().unwrap();
        let then = domain::calendar::start_of_day(day, self.app.programme.time_zone());
        self.app.clock.pass(then.seconds_since(self.app.now()));
    }
}

fn line(number: u32, offer: &Offer, quantity: u32, base: Option<Base>) -> Line {
    Line {
        number,
        offer: offer.id,
        quantity,
        friendly_name: String::new(),
        cycle: None,
        base,
    }
}

/// Adds lines to an order that stands.
fn extend(
    app: &TestApp,
    request: &Request,
    customer: TenantId,
    id: OrderId,
    lines: Vec<Line>,
    key: &str,
) -> app::Pending<()> {
    // Numbers of its own tell that a line is new, though the order has the same offer.
    let new = |line| orders::Sent {
        number: Some(99),
        ..orders::Sent::from(line)
    };
    let change = orders::Change {
        lines: lines.into_iter().map(new).collect(),
        ..orders::Change::default()
    };
    orders::change(app, request, customer, id, change, key)
}

/// Has an order billed in another cycle.
fn set_cycle(
    app: &TestApp,
    request: &Request,
    customer: TenantId,
    id: OrderId,
    cycle: BillingCycle,
    key: &str,
) -> app::Pending<()> {
    let change = orders::Change {
        cycle: Some(cycle),
        ..orders::Change::default()
    };
    orders::change(app, request, customer, id, change, key)
}

/// Cancels an order.
fn cancel(
    app: &TestApp,
    request: &Request,
    customer: TenantId,
    id: OrderId,
    key: &str,
) -> app::Pending<()> {
    let change = orders::Change {
        cancel: true,
        ..orders::Change::default()
    };
    orders::change(app, request, customer, id, change, key)
}

fn wish(status: Wish) -> Patch {
    Patch {
        status: Some(status),
        ..Patch::default()
    }
}

fn seats(quantity: u32) -> Patch {
    Patch {
        quantity: Some(quantity),
        ..Patch::default()
    }
}

/// What is committed of the credit limit. Expectations are worked out by hand from the price list:
/// 26.00 a month for a base, 9.00 for its add-on.
const COST: &str = "SELECT CAST(COALESCE(SUM(advance), 0) AS BIGINT) AS n FROM partner_commitment";
fn an_order_becomes_subscriptions_once(app: &TestApp) {
    let shop = Shop::open(app);
    let (base, add_on) = (shop.base(), shop.add_on());
    let new = NewOrder {
        cycle: Some(BillingCycle::Monthly),
        lines: vec![
            line(0, &base, 10, None),
            line(1, &add_on, 10, Some(Base::Line(0))),
            line(2, &shop.trial(), 25, None),
        ],
    };
    let place = |key: &str| orders::place(app, &shop.request, shop.customer, &new, key);
    let [one, other] = at_once(|| place("key"), || place("key"));
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!(one, other);
    let pending = orders::get(app, &shop.request, shop.customer, one)
        .wait()
        .unwrap();
    assert_eq!(pending.order.status, "pending");
    assert!(pending.lines.iter().all(|l| l.status == "pending"));
    // What is not set up yet does not change.
    let early = shop.change(pending.lines[0].id, seats(11)).unwrap_err();
    assert_eq!(reason(&early), Reason::Pending);
    app.drain();
    let order = orders::get(app, &shop.request, shop.customer, one)
        .wait()
        .unwrap();
    assert_eq!(order.order.status, "completed");
    assert_eq!(order.lines.len(), 3);
    let [first, second, trial] = &order.lines[..] else {
        panic!()
    };
    assert!(order.lines.iter().all(|l| l.status == "active"));
    let tomorrow = app.today().tomorrow().unwrap().to_string();
    assert_eq!((&first.starts_on, first.quantity), (&tomorrow, 10));
    assert_eq!(first.unit_price, base.prices[0].list_minor);
    assert_eq!(first.friendly_name, base.name.zh_hans);
    assert_eq!(second.parent_id, Some(first.id));
    assert_eq!(second.ends_on, first.ends_on);
    assert!(trial.is_trial && !trial.auto_renew && trial.cycle == "none");
    assert_eq!(count(app, COST), 10 * 2_600 + 10 * 900);
    let facts = "SELECT COUNT(*) AS n FROM subscription_fact";
    assert_eq!(count(app, facts), 6);

    // The order takes one more add-on later, and another cycle while all of it runs.
    let list = |cycle| {
        orders::list(app, &shop.request, shop.customer, cycle)
            .wait()
            .unwrap()
    };
    assert_eq!(
        (list(None).len(), list(Some(BillingCycle::Annual)).len()),
        (1, 0)
    );
    let more = vec![line(0, &add_on, 3, Some(Base::Subscription(first.id)))];
    extend(app, &shop.request, shop.customer, one, more, "")
        .wait()
        .unwrap();
    app.drain();
    assert_eq!(shop.lines(one).len(), 4);
    assert!(shop.lines(one).iter().all(|l| l.status == "active"));
    let yearly = set_cycle(
        app,
        &shop.request,
        shop.customer,
        one,
        BillingCycle::Annual,
        "",
    );
    assert_eq!(reason(&yearly.wait().unwrap_err()), Reason::CycleNotInOffer);
    // Lines billed differently are all brought to one cycle; a trial among them stays free.
    let yearly = Line {
        cycle: Some(BillingCycle::Annual),
        ..line(1, &base, 1, None)
    };
    let other = app.programme.catalogue().offers.iter();
    let other = other.filter(|o| o.is_trial()).nth(1).unwrap();
    let mixed = shop
        .place(vec![
            line(0, &base, 1, None),
            yearly,
            line(2, other, 25, None),
        ])
        .unwrap();
    let id = OrderId(mixed[0].order_id);
    let cycles = || -> Vec<String> { shop.lines(id).into_iter().map(|l| l.cycle).collect() };
    let bill = |cycle| set_cycle(app, &shop.request, shop.customer, id, cycle, "").wait();
    assert_eq!(cycles(), ["monthly", "annual", "none"]);
    // Said as it is, which is as most of it is billed, nothing changes.
    bill(BillingCycle::Monthly).unwrap();
    assert_eq!(cycles(), ["monthly", "annual", "none"]);
    bill(BillingCycle::Annual).unwrap();
    assert_eq!(cycles(), ["annual", "annual", "none"]);
    bill(BillingCycle::Annual).unwrap();
    bill(BillingCycle::Monthly).unwrap();
    assert_eq!(cycles(), ["monthly", "monthly", "none"]);
    let stands = cancel(app, &shop.request, shop.customer, one, "").wait();
    assert_eq!(reason(&stands.unwrap_err()), Reason::OrderNotCancellable);
    let alone = shop.place(vec![line(0, &base, 1, None)]).unwrap();
    let id = OrderId(alone[0].order_id);
    let yearly = set_cycle(
        app,
        &shop.request,
        shop.customer,
        id,
        BillingCycle::Annual,
        "",
    );
    yearly.wait().unwrap();
    assert_eq!(shop.lines(id)[0].cycle, "annual");
    assert_eq!(list(Some(BillingCycle::Annual)).len(), 1);
    // A sales agent orders without seeing what it costs.
    let sales = acting(&shop.request, AgentSetting::SalesAgent, AdminSetting::None);
    let seen = orders::get(app, &sales, shop.customer, one).wait().unwrap();
    assert!(!seen.priced && seen.lines.iter().all(|l| l.unit_price == 0));
}

fn orders_of_a_cycle_are_found_behind_a_thousand_others(app: &TestApp) {
    let shop = Shop::open(app);
    let lines = |cycle| {
        let base = |number| Line {
            cycle: Some(cycle),
            ..line(number, &shop.base(), number + 1, None)
        };
        vec![base(0), base(1), base(2)]
    };
    let yearly = shop.place(lines(BillingCycle::Annual)).unwrap();
    app.clock.pass(60);
    let monthly = shop.place(lines(BillingCycle::Monthly)).unwrap();
    let order = orders::get(
        app,
        &shop.request,
        shop.customer,
        OrderId(monthly[0].order_id),
    );
    let (order, scope) = (order.wait().unwrap().order, shop.scope);
    app.db
        .write(move |tx| {
            for n in 1..=1_000 {
                let id = uuid::Uuid::from_u128(n);
                store::orders::add(
                    tx,
                    scope,
                    &store::orders::Order {
                        id,
                        ..order.clone()
                    },
                )?;
            }
            Ok::<_, Failure>(())
        })
        .wait()
        .unwrap();
    let list = |cycle| {
        orders::list(app, &shop.request, shop.customer, cycle)
            .wait()
            .unwrap()
    };
    let found = list(Some(BillingCycle::Annual));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].lines, yearly);
    let all = list(None);
    assert_eq!(all.len(), 1_000);
    let with_lines: Vec<_> = all.iter().filter(|o| !o.lines.is_empty()).collect();
    assert_eq!(with_lines.len(), 1);
    assert_eq!(with_lines[0].lines, monthly);
}

fn what_cannot_be_ordered_is_told_line_by_line(app: &TestApp) {
    let shop = Shop::open(app);
    let (base, add_on) = (shop.base(), shop.add_on());
    let unknown = Line {
        offer: shop.customer.0,
        ..line(3, &base, 1, None)
    };
    let lines = vec![
        line(0, &base, base.maximum + 1, None),
        line(1, &add_on, 1, None),
        line(2, &base, 1, None),
        unknown,
    ];
    let Failure::Refused(refused) = shop.place(lines).unwrap_err() else {
        panic!()
    };
    let told: Vec<_> = refused.iter().map(|r| (r.line, r.reason)).collect();
    assert_eq!(
        told,
        [
            (Some(0), Reason::QuantityOutOfRange),
            (Some(1), Reason::BaseMissing),
            (Some(3), Reason::OfferUnknown),
        ]
    );
    let far = shop
        .place(vec![line(u32::MAX, &base, 1, None)])
        .unwrap_err();
    assert_eq!(reason(&far), Reason::LinesInvalid);
    // All or nothing: not even the good line was ordered.
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM subscription"), 0);
    // The credit limit: 240 000.00 a month, to the last fen.
    let dear = app
        .programme
        .catalogue()
        .offers
        .iter()
        .filter(|o| o.kind == Kind::Base);
    let dear = dear.max_by_key(|o| o.prices[0].list_minor).unwrap().clone();
    let price = u32::try_from(dear.prices[0].list_minor).unwrap();
    let most = 24_000_000 / price;
    let over = shop
        .place(vec![line(0, &dear, most + 1, None)])
        .unwrap_err();
    assert_eq!(reason(&over), Reason::CreditTooLow);
    let within = shop.place(vec![line(0, &dear, most, None)]).unwrap();
    let more = shop.change(within[0].id, seats(most + 1)).unwrap_err();
    assert_eq!(reason(&more), Reason::CreditTooLow);
    shop.change(within[0].id, seats(1)).unwrap();
    assert_eq!(count(app, COST), i64::from(price));
    shop.change(within[0].id, seats(most)).unwrap();
    shop.change(within[0].id, wish(Wish::Suspended)).unwrap();
    assert_eq!(count(app, COST), 0);
    let instead = shop.place(vec![line(0, &dear, 1, None)]).unwrap_err();
    assert_eq!(reason(&instead), Reason::ReactivateInstead);
    // Before the customer has accepted its agreement nothing is sold.
    let other = typed("weifeng", "微风贸易有限公司");
    let other = customers::create(app, &shop.request, &other, "")
        .unwrap()
        .customer;
    let new = NewOrder {
        cycle: None,
        lines: vec![line(0, &base, 1, None)],
    };
    let early = orders::place(app, &shop.request, other, &new, "").unwrap_err();
    assert_eq!(reason(&early), Reason::AttestationMissing);
    // Two trials at once: one.
    let trial = NewOrder {
        cycle: None,
        lines: vec![line(0, &shop.trial(), 25, None)],
    };
    let try_it = || orders::place(app, &shop.request, shop.customer, &trial, "");
    let outcomes = at_once(try_it, try_it);
    assert_eq!(
        outcomes.iter().filter(|o| o.is_ok()).count(),
        1,
        "{outcomes:?}"
    );
    app.drain();
}

fn a_year_in_advance_counts_in_full_against_the_credit_limit(app: &TestApp) {
    let shop = Shop::open(app);
    let base = shop.base();
    assert_eq!(base.prices[0].list_minor, 2_600);
    // 312.00 a year: 240 000.00 are enough for 769 units, 239 928.00.
    let units = |last, cycle| NewOrder {
        cycle: Some(cycle),
        lines: vec![
            line(0, &base, 300, None),
            line(1, &base, 300, None),
            line(2, &base, last, None),
        ],
    };
    let order = |new: &NewOrder| orders::place(app, &shop.request, shop.customer, new, "");
    let over = order(&units(170, BillingCycle::Annual)).unwrap_err();
    assert_eq!(reason(&over), Reason::CreditTooLow);
    let id = order(&units(170, BillingCycle::Monthly)).unwrap();
    app.drain();
    assert_eq!(count(app, COST), 770 * 2_600);
    let bill = |cycle| set_cycle(app, &shop.request, shop.customer, id, cycle, "").wait();
    let over = bill(BillingCycle::Annual).unwrap_err();
    assert_eq!(reason(&over), Reason::CreditTooLow);
    assert_eq!(count(app, COST), 770 * 2_600);
    assert!(shop.lines(id).iter().all(|l| l.cycle == "monthly"));
    let last = shop.lines(id)[2].id;
    shop.change(last, seats(169)).unwrap();
    bill(BillingCycle::Annual).unwrap();
    assert_eq!(count(app, COST), 23_992_800);
    let yearly = "SELECT COUNT(*) AS n FROM subscription_fact WHERE cycle = 'annual'";
    assert_eq!(count(app, yearly), 3);
    let over = shop.change(last, seats(170)).unwrap_err();
    assert_eq!(reason(&over), Reason::CreditTooLow);
    bill(BillingCycle::Monthly).unwrap();
    assert_eq!(count(app, COST), 769 * 2_600);
}

fn a_cart_is_ordered_once_and_runs_out(app: &TestApp) {
    let shop = Shop::open(app);
    let (base, add_on) = (shop.base(), shop.add_on());
    let make = |lines| orders::create_cart(app, &shop.request, shop.customer, lines, "").wait();
    assert_eq!(reason(&make(Vec::new()).unwrap_err()), Reason::CartEmpty);
    let far = make(vec![line(100, &base, 1, None)]).unwrap_err();
    assert_eq!(reason(&far), Reason::LinesInvalid);
    let id = make(vec![line(0, &base, 0, None)]).unwrap();
    let look = || {
        orders::cart(app, &shop.request, shop.customer, id)
            .wait()
            .unwrap()
    };
    assert_eq!(look().errors, [Reason::QuantityOutOfRange.of_line(0)]);
    let order = || orders::checkout(app, &shop.request, shop.customer, id);
    assert_eq!(reason(&order().unwrap_err()), Reason::QuantityOutOfRange);
    // What stands in the way of ordering is shown before, whatever the order of the lines.
    let trial = shop.trial();
    let paid = app.programme.catalogue().offer(trial.conversions[0]);
    let paid = paid.unwrap();
    let long = Line {
        friendly_name: "长".repeat(101),
        ..line(2, &base, 1, None)
    };
    let update =
        |lines| orders::update_cart(app, &shop.request, shop.customer, id, lines, "").wait();
    for (first, second) in [(&trial, paid), (paid, &trial)] {
        let units = |offer: &Offer| if offer.is_trial() { 25 } else { 1 };
        let at = u32::from(second.is_trial());
        update(vec![
            line(0, first, units(first), None),
            line(1, second, units(second), None),
            long.clone(),
        ])
        .unwrap();
        assert_eq!(
            look().errors,
            [
                Reason::TrialOfOwned.of_line(at),
                Reason::NameInvalid.of_line(2)
            ]
        );
        let Failure::Refused(refused) = order().unwrap_err() else {
            panic!()
        };
        assert_eq!(refused, look().errors);
    }
    let yearly = Line {
        cycle: Some(BillingCycle::Annual),
        friendly_name: "  总部 ".to_owned(),
        ..line(2, &base, 2, None)
    };
    let lines = vec![
        line(0, &base, 5, None),
        line(1, &add_on, 5, Some(Base::Line(0))),
        yearly,
    ];
    update(lines.clone()).unwrap();
    assert_eq!(look().errors, []);
    let [one, other] = at_once(order, order);
    let ordered = one.as_ref().or(other.as_ref()).unwrap().clone();
    assert_eq!(ordered.orders.len(), 2);
    // Whoever came second is told the same orders, or that somebody was faster.
    for outcome in [one, other] {
        match outcome {
            Ok(same) => assert_eq!(same, ordered),
            Err(failure) => assert!(matches!(failure.code(), "stale" | "busy"), "{failure:?}"),
        }
    }
    assert_eq!(order().unwrap(), ordered);
    app.drain();
    // The log names both orders and all lines.
    let written = "SELECT COUNT(*) AS n FROM audit_entry WHERE action = 'cart.checkout'
        AND outcome = 'succeeded' AND detail LIKE '%orders%' AND detail LIKE '%5 ×%5 ×%2 ×%'";
    assert_eq!(count(app, written), 1);
    let named = "SELECT COUNT(*) AS n FROM subscription WHERE friendly_name = '总部'";
    assert_eq!(count(app, named), 1);
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM subscription WHERE status = 'active'"
        ),
        3
    );
    assert_eq!(reason(&update(lines).unwrap_err()), Reason::CartOrdered);
    let old = make(vec![line(0, &base, 1, None)]).unwrap();
    app.clock.pass(7 * 86_400);
    let late = orders::checkout(app, &shop.request, shop.customer, old).unwrap_err();
    assert_eq!(reason(&late), Reason::CartExpired);
    // More than one batch of them goes at once.
    let (carts, scope) = (
        orders::cart(app, &shop.request, shop.customer, old),
        shop.scope,
    );
    let cart = carts.wait().unwrap().cart;
    app.db
        .write(move |tx| {
            for n in 1..=600 {
                let id = uuid::Uuid::from_u128(n);
                store::orders::add_cart(tx, scope, &store::orders::Cart { id, ..cart.clone() })?;
            }
            Ok::<_, Failure>(())
        })
        .wait()
        .unwrap();
    app.clock.pass(31 * 86_400);
    app.tick();
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM cart"), 0);
}

fn a_subscription_is_changed_suspended_and_comes_back_with_its_add_ons(app: &TestApp) {
    let shop = Shop::open(app);
    let lines = vec![
        line(0, &shop.base(), 10, None),
        line(1, &shop.add_on(), 8, Some(Base::Line(0))),
    ];
    let sold = shop.place(lines).unwrap();
    let (base, add_on) = (sold[0].id, sold[1].id);
    let named = Patch {
        friendly_name: Some(" 总部  ".to_owned()),
        quantity: Some(12),
        auto_renew: Some(false),
        status: Some(Wish::Active),
        ..Patch::default()
    };
    let version = shop.change(base, named.clone()).unwrap();
    let row = shop.row(base);
    assert_eq!(
        (row.version, &*row.friendly_name, row.quantity),
        (version, "总部", 12)
    );
    assert!(!row.auto_renew);
    // The same again changes nothing, and a stale reader is told.
    assert_eq!(shop.change(base, named).unwrap(), version);
    let stale = subscriptions::change(
        app,
        &shop.request,
        shop.customer,
        SubscriptionId(base),
        seats(13),
        Some(version - 1),
        "",
    );
    assert_eq!(stale.wait().unwrap_err().code(), "stale");
    // An add-on follows its base, and neither outgrows the other.
    assert_eq!(
        reason(&shop.change(base, seats(7)).unwrap_err()),
        Reason::MoreThanBase
    );
    assert_eq!(
        reason(&shop.change(add_on, seats(13)).unwrap_err()),
        Reason::QuantityOutOfRange
    );
    shop.change(base, wish(Wish::Suspended)).unwrap();
    let states = || (shop.row(base).status, shop.row(add_on).status);
    assert_eq!(states(), ("suspended".to_owned(), "suspended".to_owned()));
    assert_eq!(shop.row(add_on).suspended_by.as_deref(), Some("parent"));
    assert_eq!(count(app, COST), 0);
    let alone = shop.change(add_on, wish(Wish::Active)).unwrap_err();
    assert_eq!(reason(&alone), Reason::BaseNotActive);
    assert_eq!(
        reason(&shop.change(base, seats(3)).unwrap_err()),
        Reason::SeatsWhileSuspended
    );
    shop.change(base, wish(Wish::Active)).unwrap();
    assert_eq!(states(), ("active".to_owned(), "active".to_owned()));
    // An add-on that is still being set up rests with its base, and comes back with it.
    let order = OrderId(sold[0].order_id);
    let more = vec![line(0, &shop.add_on(), 1, Some(Base::Subscription(base)))];
    extend(app, &shop.request, shop.customer, order, more, "")
        .wait()
        .unwrap();
    shop.change(base, wish(Wish::Suspended)).unwrap();
    let late = shop.lines(order)[2].id;
    assert_eq!(shop.row(late).status, "pending");
    app.drain();
    assert_eq!(shop.row(late).suspended_by.as_deref(), Some("parent"));
    assert_eq!(count(app, COST), 0);
    shop.change(base, wish(Wish::Active)).unwrap();
    assert_eq!(shop.row(late).status, "active");
    shop.change(late, wish(Wish::Ended)).unwrap();
    assert_eq!(count(app, COST), 12 * 2_600 + 8 * 900);
    let running = customers::end_relationship(app, &shop.request, shop.customer, "").wait();
    assert_eq!(reason(&running.unwrap_err()), Reason::RelationshipInUse);
    let list = subscriptions::add_ons(app, &shop.request, shop.customer, SubscriptionId(base));
    assert_eq!(list.wait().unwrap().len(), 2);
    shop.change(base, wish(Wish::Ended)).unwrap();
    assert_eq!(states(), ("cancelled".to_owned(), "cancelled".to_owned()));
    assert_eq!(
        reason(&shop.change(base, wish(Wish::Active)).unwrap_err()),
        Reason::Deleted
    );
    customers::end_relationship(app, &shop.request, shop.customer, "")
        .wait()
        .unwrap();
    app.drain();
}

fn the_calendar_renews_ends_and_deletes(app: &TestApp) {
    let shop = Shop::open(app);
    let base = shop.base();
    let buy = || shop.place(vec![line(0, &base, 2, None)]).unwrap().remove(0);
    let (renews, ends) = (buy(), buy());
    let off = Patch {
        auto_renew: Some(false),
        ..Patch::default()
    };
    shop.change(ends.id, off).unwrap();
    let trial = shop
        .place(vec![line(0, &shop.trial(), 25, None)])
        .unwrap()
        .remove(0);
    let waits = buy();
    shop.change(waits.id, wish(Wish::Suspended)).unwrap();
    let delete_on = shop.row(waits.id).delete_on.unwrap();
    shop.pass_to(&trial.ends_on);
    app.tick();
    assert_eq!(shop.row(trial.id).status, "expired");
    app.clock.pass(-1);
    shop.pass_to(&delete_on);
    app.clock.pass(-1);
    app.tick();
    assert_eq!(shop.row(waits.id).status, "suspended");
    app.clock.pass(1);
    app.tick();
    assert_eq!(shop.row(waits.id).status, "deleted");
    // Two terms later, because nobody was there in between.
    shop.pass_to(&renews.ends_on);
    app.clock.pass(400 * 86_400);
    app.tick();
    let row = shop.row(renews.id);
    assert_eq!(row.status, "active");
    let days = |a: &str, b: &str| {
        let (a, b): (jiff::civil::Date, jiff::civil::Date) =
            (a.parse().unwrap(), b.parse().unwrap());
        a.duration_until(b).as_hours() / 24
    };
    assert!((730..=731).contains(&days(&renews.ends_on, &row.ends_on)));
    assert_eq!(shop.row(ends.id).status, "deleted");
    // Late as it was, all of it counts from the day it was due: two terms that began anew and two
    // that ended, each at the end of the term before; data was deleted long before today.
    let due = "SELECT COUNT(*) AS n FROM subscription_fact f
        JOIN subscription_fact g ON g.subscription_id = f.subscription_id
            AND g.version = f.version - 1
        WHERE f.what IN ('renewed', 'expired') AND f.day = g.ends_on";
    assert_eq!(count(app, due), 4);
    let late = "SELECT COUNT(*) AS n FROM subscription_fact WHERE what = 'deleted'
        AND day >= (SELECT MAX(day) FROM subscription_fact WHERE what = 'renewed')";
    assert_eq!(count(app, late), 0);
    let free = "SELECT COUNT(*) AS n FROM subscription_fact WHERE cycle = 'none'";
    assert_eq!(count(app, free), 4);
    assert_eq!(count(app, COST), 2 * 2_600);
    // Running it again does nothing.
    let facts = "SELECT COUNT(*) AS n FROM subscription_fact";
    let before = count(app, facts);
    app.tick();
    assert_eq!(count(app, facts), before);
}

fn an_add_on_ends_with_its_base_and_goes_on_with_it(app: &TestApp) {
    let shop = Shop::open(app);
    // The calendar takes what is due in the order of ids: of twelve pairs some have the base first
    // and some the add-on.
    let pairs: Vec<_> = (0..12)
        .map(|_| {
            let lines = vec![
                line(0, &shop.base(), 2, None),
                line(1, &shop.add_on(), 2, Some(Base::Line(0))),
            ];
            shop.place(lines).unwrap()
        })
        .collect();
    let (end, stay) = pairs.split_at(6);
    let off = Patch {
        auto_renew: Some(false),
        ..Patch::default()
    };
    for pair in end {
        shop.change(pair[0].id, off.clone()).unwrap();
    }
    let ends_on = pairs[0][0].ends_on.clone();
    shop.pass_to(&ends_on);
    app.tick();
    for row in end.iter().flatten() {
        let row = shop.row(row.id);
        assert_eq!((&*row.status, &row.ends_on), ("expired", &ends_on));
    }
    // And two terms later, because nobody was there in between.
    app.clock.pass(760 * 86_400);
    app.tick();
    for pair in stay {
        let (base, add_on) = (shop.row(pair[0].id), shop.row(pair[1].id));
        assert_eq!((&*base.status, &*add_on.status), ("active", "active"));
        assert_eq!(base.ends_on, add_on.ends_on);
        assert!(base.ends_on > app.today().to_string());
    }
    assert_eq!(count(app, COST), 6 * (2 * 2_600 + 2 * 900));
}

fn upgrades_and_conversions_lead_where_the_offers_say(app: &TestApp) {
    let shop = Shop::open(app);
    let base = shop.base();
    let sold = shop
        .place(vec![line(0, &base, 10, None)])
        .unwrap()
        .remove(0);
    let id = SubscriptionId(sold.id);
    let targets = || {
        subscriptions::upgrades(app, &shop.request, shop.customer, id)
            .wait()
            .unwrap()
    };
    assert_eq!(targets().len(), base.upgrades.len());
    assert!(targets().iter().all(|t| t.obstacle.is_none()));
    let go =
        |target| subscriptions::upgrade(app, &shop.request, shop.customer, id, target, "").wait();
    assert_eq!(reason(&go(base.id).unwrap_err()), Reason::NoUpgrade);
    let target = base.upgrades[0];
    let new = go(target).unwrap();
    app.drain();
    assert_eq!(shop.row(sold.id).status, "cancelled");
    let row = shop.row(new.0);
    assert_eq!(
        (row.offer_id, row.quantity, &*row.status),
        (target, 10, "active")
    );
    assert_eq!(row.starts_on, app.today().to_string());
    assert_eq!(reason(&go(target).unwrap_err()), Reason::UpgradeNotActive);
    assert_eq!(count(app, COST), 10 * 7_400);
    // Who owns the target does not get it twice.
    let second = shop
        .place(vec![line(0, &base, 10, None)])
        .unwrap()
        .remove(0);
    let twice =
        subscriptions::upgrades(app, &shop.request, shop.customer, SubscriptionId(second.id));
    let twice = twice.wait().unwrap();
    let owned = twice.iter().find(|t| t.offer == target).unwrap();
    assert_eq!(owned.obstacle, Some(Reason::TargetOwned));

    let offers = &app.programme.catalogue().offers;
    let trial = offers
        .iter()
        .find(|o| o.is_trial() && !o.conversions.contains(&target))
        .unwrap();
    let tried = shop
        .place(vec![line(0, trial, 25, None)])
        .unwrap()
        .remove(0);
    let convert = |target, quantity| {
        let id = SubscriptionId(tried.id);
        subscriptions::convert(
            app,
            &shop.request,
            shop.customer,
            id,
            target,
            quantity,
            None,
            "",
        )
        .wait()
    };
    assert_eq!(
        reason(&convert(base.id, None).unwrap_err()),
        Reason::NoConversion
    );
    let paid = trial.conversions[0];
    convert(paid, Some(3)).unwrap();
    let row = shop.row(tried.id);
    assert_eq!((row.offer_id, row.quantity, row.is_trial), (paid, 3, false));
    // The order, of a trial alone until now, is billed as well.
    let id = OrderId(row.order_id);
    let order = orders::get(app, &shop.request, shop.customer, id).wait();
    assert_eq!(order.unwrap().order.cycle, "monthly");
    assert!(row.auto_renew && row.unit_price > 0);
    assert_eq!(count(app, COST), 10 * 7_400 + 10 * 2_600 + 3 * 12_500);
    assert_eq!(
        reason(&convert(paid, None).unwrap_err()),
        Reason::NoConversion
    );
    // Whatever becomes of it, the trial was had once.
    shop.change(tried.id, wish(Wish::Ended)).unwrap();
    let again = shop.place(vec![line(0, trial, 25, None)]).unwrap_err();
    assert_eq!(reason(&again), Reason::OfferLimitReached);
    app.drain();
}

fn a_conversion_is_a_purchase_and_a_sandbox_holds_few_seats(app: &TestApp) {
    let shop = Shop::open(app);
    let trial = shop.trial();
    let offers = app.programme.catalogue();
    let paid = offers.offer(trial.conversions[0]).unwrap();
    let tried = shop.place(vec![line(0, &trial, 25, None)]).unwrap();
    let tried = SubscriptionId(tried[0].id);
    let convert = |quantity| {
        let (request, customer) = (&shop.request, shop.customer);
        subscriptions::convert(app, request, customer, tried, paid.id, quantity, None, "").wait()
    };
    // Who has a suspended one gets that back instead.
    let own = shop.place(vec![line(0, paid, 1, None)]).unwrap()[0].id;
    shop.change(own, wish(Wish::Suspended)).unwrap();
    let refused = convert(None).unwrap_err();
    assert_eq!(reason(&refused), Reason::ReactivateInstead);
    shop.change(own, wish(Wish::Ended)).unwrap();

    app.database.tamper("UPDATE customer SET sandbox = TRUE");
    let base = shop.base();
    let over = shop.place(vec![line(0, &base, 26, None)]).unwrap_err();
    assert_eq!(reason(&over), Reason::SandboxLimit);
    let full = shop.place(vec![line(0, &base, 25, None)]).unwrap()[0].id;
    let over = shop.change(full, seats(26)).unwrap_err();
    assert_eq!(reason(&over), Reason::SandboxLimit);
    let over = convert(Some(26)).unwrap_err();
    assert_eq!(reason(&over), Reason::SandboxLimit);
    convert(Some(25)).unwrap();
}

fn nobody_reaches_what_others_sold_and_a_suspended_partner_only_lowers(app: &TestApp) {
    let shop = Shop::open(app);
    let sold = shop
        .place(vec![line(0, &shop.base(), 10, None)])
        .unwrap()
        .remove(0);
    let other = app.active_partner();
    let (_, strange) = app.sign_in(&other.admin);
    let id = SubscriptionId(sold.id);
    let order = OrderId(sold.order_id);
    let none = |failure: Failure| assert!(matches!(failure, Failure::NotFound), "{failure:?}");
    none(
        subscriptions::get(app, &strange, shop.customer, id)
            .wait()
            .unwrap_err(),
    );
    none(
        subscriptions::list(app, &strange, shop.customer)
            .wait()
            .unwrap_err(),
    );
    none(
        orders::get(app, &strange, shop.customer, order)
            .wait()
            .unwrap_err(),
    );
    let change = subscriptions::change(app, &strange, shop.customer, id, seats(1), None, "");
    none(change.wait().unwrap_err());
    // Nor through a customer of one's own.
    let own = customers::create(app, &strange, &typed("eigen", "自有贸易有限公司"), "").unwrap();
    none(
        subscriptions::get(app, &strange, own.customer, id)
            .wait()
            .unwrap_err(),
    );
    none(
        subscriptions::of_order(app, &strange, own.customer, order)
            .wait()
            .unwrap_err(),
    );
    let helpdesk = acting(
        &shop.request,
        AgentSetting::HelpdeskAgent,
        AdminSetting::None,
    );
    assert!(
        subscriptions::get(app, &helpdesk, shop.customer, id)
            .wait()
            .is_ok()
    );
    let refused = subscriptions::change(app, &helpdesk, shop.customer, id, seats(1), None, "");
    assert!(matches!(refused.wait(), Err(Failure::NeedsRole(_))));

    app.database
        .tamper("UPDATE partner SET status = 'suspended-payment'");
    for patch in [seats(11), seats(9)] {
        let refused = shop.change(sold.id, patch).unwrap_err();
        assert_eq!(reason(&refused), Reason::PartnerSuspended);
    }
    let refused = shop
        .place(vec![line(0, &shop.base(), 1, None)])
        .unwrap_err();
    assert_eq!(reason(&refused), Reason::PartnerSuspended);
    let named = Patch {
        friendly_name: Some("分公司".to_owned()),
        auto_renew: Some(false),
        ..Patch::default()
    };
    shop.change(sold.id, named).unwrap();
    shop.change(sold.id, wish(Wish::Suspended)).unwrap();
    let refused = shop.change(sold.id, wish(Wish::Active)).unwrap_err();
    assert_eq!(reason(&refused), Reason::PartnerSuspended);
    shop.change(sold.id, wish(Wish::Ended)).unwrap();
    app.drain();
}
