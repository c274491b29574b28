//! The columns of a file, and what else they are called.

use super::Kind;
use crate::validate::{self, Problem};

/// The column that a file of wrong rows has at its end. It is not read: such a file is corrected and
/// sent as it is.
pub const PROBLEM: &str = "problem";

const CUSTOMERS: [&str; 18] = [
    "domain_prefix",
    "company_name",
    "credit_code",
    "country",
    "province",
    "city",
    "district",
    "address1",
    "address2",
    "postal_code",
    "family_name",
    "given_name",
    "email",
    "phone",
    "language",
    "agreed_on",
    "tags",
    PROBLEM,
];

const CUSTOMERS_OPTIONAL: [&str; 9] = [
    "credit_code",
    "country",
    "district",
    "address2",
    "phone",
    "language",
    "agreed_on",
    "tags",
    PROBLEM,
];

const ORDERS: [&str; 8] = [
    "reference",
    "customer",
    "offer_id",
    "quantity",
    "name",
    "cycle",
    "base_id",
    PROBLEM,
];

const ORDERS_OPTIONAL: [&str; 4] = ["name", "cycle", "base_id", PROBLEM];

/// What the columns are called in the two kinds of Chinese, in the lists of this program and by the
/// programs of others.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("domain", "domain_prefix"),
    ("域名前缀", "domain_prefix"),
    ("網域首碼", "domain_prefix"),
    ("域名", "domain_prefix"),
    ("網域", "domain_prefix"),
    ("company", "company_name"),
    ("公司名称", "company_name"),
    ("公司名稱", "company_name"),
    ("统一社会信用代码", "credit_code"),
    ("統一社會信用代碼", "credit_code"),
    ("国家", "country"),
    ("國家", "country"),
    ("省份", "province"),
    ("城市", "city"),
    ("区县", "district"),
    ("區縣", "district"),
    ("地址", "address1"),
    ("地址 2", "address2"),
    ("邮政编码", "postal_code"),
    ("郵遞區號", "postal_code"),
    ("姓", "family_name"),
    ("名", "given_name"),
    ("e-mail", "email"),
    ("电子邮件", "email"),
    ("電子郵件", "email"),
    ("telephone", "phone"),
    ("电话", "phone"),
    ("電話", "phone"),
    ("语言", "language"),
    ("語言", "language"),
    ("协议接受日期", "agreed_on"),
    ("協議接受日期", "agreed_on"),
    ("标签", "tags"),
    ("標籤", "tags"),
    ("问题", PROBLEM),
    ("問題", PROBLEM),
    ("编号", "reference"),
    ("編號", "reference"),
    ("customer_id", "customer"),
    ("客户", "customer"),
    ("客戶", "customer"),
    ("offer", "offer_id"),
    ("产品 id", "offer_id"),
    ("產品識別碼", "offer_id"),
    ("licences", "quantity"),
    ("数量", "quantity"),
    ("數量", "quantity"),
    ("名称", "name"),
    ("名稱", "name"),
    ("计费周期", "cycle"),
    ("計費週期", "cycle"),
    ("主订阅 id", "base_id"),
    ("主訂閱識別碼", "base_id"),
];

/// The columns of a kind of file, in the order of its template; the last one is [`PROBLEM`].
#[must_use]
pub fn names(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Customers => &CUSTOMERS,
        Kind::Orders => &ORDERS,
    }
}

/// Where each of [`names`] stands in a row of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    kind: Kind,
    places: Vec<Option<usize>>,
}

/// Finds the columns in the first row of a file.
///
/// # Errors
/// `file-column-missing`, `file-column-twice`, `file-column-unknown`, each with `column`.
pub fn columns(kind: Kind, head: &[String]) -> Result<Columns, Problem> {
    let places = match kind {
        Kind::Customers => {
            validate::columns(head, &CUSTOMERS, OTHER_NAMES, &CUSTOMERS_OPTIONAL)?.to_vec()
        }
        Kind::Orders => validate::columns(head, &ORDERS, OTHER_NAMES, &ORDERS_OPTIONAL)?.to_vec(),
    };
    Ok(Columns { kind, places })
}

impl Columns {
    /// A row's cells in the order of [`names`], without the last column; a cell that is not there is
    /// empty.
    pub fn cells<'r>(&self, row: impl Fn(usize) -> Option<&'r str>) -> Vec<&'r str> {
        let known = names(self.kind).len() - 1;
        let places = self.places.iter().take(known);
        places
            .map(|place| place.and_then(&row).unwrap_or_default())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn columns_are_found_in_any_order_and_language() {
        let head = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        let columns = |names: &[&str]| columns(Kind::Orders, &head(names));
        let found = columns(&["数量", "客户", "产品 ID", "编号", "问题"]).unwrap();
        let row = ["3", "chenfan", "id", "A-1", "wrong before"];
        assert_eq!(
            found.cells(|at| row.get(at).copied()),
            ["A-1", "chenfan", "id", "3", "", "", ""]
        );
        assert_eq!(found.cells(|_| None), [""; 7]);
        let missing = columns(&["reference"]).unwrap_err();
        assert_eq!(missing.code, "file-column-missing");
        for kind in Kind::ALL {
            assert_eq!(names(*kind).last(), Some(&PROBLEM));
        }
    }
}
