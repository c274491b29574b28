//! The operator's staff of the demonstration.

use domain::caller::StaffRole;

/// One member.
pub(super) struct Member {
    /// Local part of the sign-in name.
    pub(super) user_name: &'static str,
    /// Family and given name.
    pub(super) name: [&'static str; 2],
    /// What the person may do.
    pub(super) roles: &'static [StaffRole],
}

const fn member(
    user_name: &'static str,
    name: [&'static str; 2],
    roles: &'static [StaffRole],
) -> Member {
    Member {
        user_name,
        name,
        roles,
    }
}

/// All of them. Nobody both reviews and decides credit.
pub(super) const STAFF: &[Member] = &[
    member("xujianing", ["许", "嘉宁"], &[StaffRole::Reviewer]),
    member("fangxiaolan", ["方", "晓岚"], &[StaffRole::Reviewer]),
    member("heyiming", ["何", "一鸣"], &[StaffRole::CreditAnalyst]),
    member("shenruogu", ["沈", "若谷"], &[StaffRole::CreditLead]),
    member("luzhixing", ["陆", "知行"], &[StaffRole::PlatformAdmin]),
    // Publishing a version of the agreement takes two.
    member("weiyunzhou", ["魏", "云舟"], &[StaffRole::PlatformAdmin]),
    member("tangkexin", ["唐", "可欣"], &[StaffRole::Auditor]),
    member("songqinghe", ["宋", "清和"], &[StaffRole::BillingOperator]),
    // Prices are published by two.
    member("jiangmobai", ["江", "墨白"], &[StaffRole::CatalogueManager]),
    member("yeshutong", ["叶", "书桐"], &[StaffRole::CatalogueManager]),
    // Whoever has lost everything is helped by two.
    member("qiuyunfei", ["邱", "云飞"], &[StaffRole::SupportAgent]),
    member("baiyutong", ["白", "雨桐"], &[StaffRole::SupportAgent]),
];
