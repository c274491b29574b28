//! Mails about special prices: to the colleagues who decide, and to the partner's global and billing
//! admins.

use super::{money, terms};
use crate::i18n::texts;
use crate::notifications::Notice;
use crate::{App, Failure, Work};
use domain::caller::StaffRole;
use domain::catalogue::special::{Terms, percent};
use domain::language::Language;
use domain::permission::TenantScope;
use jiff::civil::Date;
use store::price_lists;
use store::special_prices::SpecialPrice;

/// What every mail says of one, in a language.
fn described(
    app: &App,
    row: &SpecialPrice,
    notice: Notice,
    language: &str,
) -> Result<Notice, Failure> {
    let language = Language::from_tag(language).unwrap_or(app.programme.languages.default);
    let t = texts(language);
    let offer = app.programme.catalogue().offer(row.offer_id);
    let offer = offer.ok_or_else(|| Failure::internal("a special price of no offer"))?;
    let price = match terms(row.id, row.fixed_minor, row.off_points)? {
        Terms::Fixed(minor) => money(app, minor),
        Terms::Off(points) => t.format("special-price-off", &[("percent", &percent(points))]),
    };
    let all = || t.get("special-price-all-customers").into_owned();
    Ok(notice
        .company(&row.partner)
        .with("offer", offer.name.get(language))
        .with("price", &price)
        .with("customer", &row.customer.clone().unwrap_or_else(all)))
}

/// The other catalogue managers learn that something waits for them.
pub(super) fn proposed(work: &mut Work<'_, '_>, row: &SpecialPrice) -> Result<(), Failure> {
    let staff = StaffRole::CatalogueManager.text();
    for person in store::agreements::staff_with_role(work.tx, staff)? {
        if person.id == row.proposed_by {
            continue;
        }
        let (to, language) = (&person.contact_email, &person.language);
        let notice = Notice::new("special-price-proposed", to, language, "")
            .name(&person.full_name())
            .with("author", &row.proposed_name)
            .link(&format!("/ops/catalogue/special-prices/{}", row.id));
        let once = format!("special-price-proposed/{}/{}", row.id, person.id);
        described(work.app, row, notice, language)?.queue(work, once)?;
    }
    Ok(())
}

fn to_partner(
    work: &mut Work<'_, '_>,
    own: TenantScope,
    row: &SpecialPrice,
    code: &'static str,
    days: &[(&'static str, Date)],
) -> Result<(), Failure> {
    for reader in price_lists::readers(work.tx, own)? {
        let (to, language) = (&reader.contact_email, &reader.language);
        let mut notice = Notice::new(code, to, language, "")
            .reader(reader.id)
            .name(&reader.full_name())
            .link("/pricing/special");
        for (name, day) in days {
            notice = notice.day(name, *day);
        }
        let once = format!("{code}/{}/{}", row.id, reader.id);
        described(work.app, row, notice, language)?.queue(work, once)?;
    }
    Ok(())
}

/// The partner learns of a price it was granted.
pub(super) fn granted(
    work: &mut Work<'_, '_>,
    own: TenantScope,
    row: &SpecialPrice,
    begins: Date,
) -> Result<(), Failure> {
    let until = row.until_on.parse().map_err(Failure::internal)?;
    let days = [("from", begins), ("until", until)];
    to_partner(work, own, row, "special-price-granted", &days)
}

/// The partner learns that one ends before its last day.
pub(super) fn ended(
    work: &mut Work<'_, '_>,
    own: TenantScope,
    row: &SpecialPrice,
    ends: Date,
) -> Result<(), Failure> {
    to_partner(work, own, row, "special-price-ended", &[("from", ends)])
}
