//! Many companies at once, without the minutes it would take them to register one by one.

use crate::{Browser, Company, TestApp};
use ::app::secrets::token_hash;
use domain::effects::Clock;
use domain::ids::{AccountId, ApplicationId, TenantId, fresh_reference, fresh_token, fresh_uuid};
use domain::permission::{TenantAction, authorise};
use store::{Tx, application, identity, registration};

/// A company whose form is complete, and its global admin's browser, signed in.
pub struct Applicant {
    /// Who it is.
    pub company: Company,
    /// Its tenant.
    pub tenant: TenantId,
    /// Its application.
    pub application: ApplicationId,
    /// The global admin's browser.
    pub browser: Browser,
}

impl TestApp {
    /// So many companies whose forms are complete. One registers as people do; the rows of the
    /// others are made after its example.
    ///
    /// # Panics
    /// When a row is refused.
    #[must_use]
    pub fn applicants(&self, n: usize) -> Vec<Applicant> {
        let example = self.complete();
        let name = example.admin.sign_in_name.clone();
        let system = domain::caller::Caller::System;
        let scope = authorise(&system, TenantAction::ViewApplication, example.tenant);
        let scope = scope.expect("the system may");
        let read = self.read(move |tx| {
            let tenant = identity::tenant(tx, scope)?;
            let account = identity::account_to_sign_in(tx, &name)?.expect("the admin");
            let row = application::newest(tx, scope)?.expect("the application");
            let documents = store::document::all(tx, row.id)?;
            Ok((tenant, account, row, documents))
        });
        let (tenant, account, row, documents) = read.wait().expect("the example is readable");
        let companies: Vec<Company> = (0..n).map(|_| self.company()).collect();
        let entropy = &*self.entropy;
        let now = self.clock.now();
        let mut applicants = Vec::new();
        let mut rows = Vec::new();
        for company in companies {
            let (tenant_id, id) = (TenantId::fresh(entropy), ApplicationId::fresh(entropy));
            let account_id = AccountId::fresh(entropy).0;
            let domain = format!("{}.{}", company.prefix, self.programme.domain_suffix);
            let tenant = identity::Tenant {
                id: tenant_id.0,
                name: company.name.clone(),
                domain: domain.clone(),
                ..tenant.clone()
            };
            let account = identity::Account {
                id: account_id,
                tenant_id: tenant_id.0,
                sign_in_name: format!("{}@{domain}", company.details["user_name"]),
                contact_email: company.email.clone(),
                mobile: company.mobile.clone(),
                ..account.clone()
            };
            let row = application::Application {
                id: id.0,
                tenant_id: tenant_id.0,
                reference: fresh_reference(entropy),
                legal_name: company.name.clone(),
                ..row.clone()
            };
            let documents: Vec<_> = documents
                .iter()
                .map(|document| store::document::Document {
                    id: fresh_uuid(entropy),
                    application_id: id.0,
                    ..document.clone()
                })
                .collect();
            let (session, token) = (fresh_uuid(entropy), fresh_token(entropy));
            let browser = self.browser();
            browser.set_cookie("tongdao_session", &token);
            let answers = company.application.clone();
            rows.push(move |tx: &mut Tx<'_>| {
                identity::add_tenant(tx, &tenant, now)?;
                identity::add_account(tx, &account, now)?;
                let hash = token_hash(&token);
                identity::add_session(tx, session, &hash, account.id, Some(now), "", "", now)?;
                application::add(tx, &row)?;
                application::add_step(tx, row.id, &row.state, now)?;
                registration::keep_answers(tx, row.id, &answers)?;
                for document in &documents {
                    store::document::add(tx, document)?;
                }
                Ok::<_, store::DbError>(())
            });
            applicants.push(Applicant {
                company,
                tenant: tenant_id,
                application: id,
                browser,
            });
        }
        let written = self
            .db
            .write(move |tx| rows.iter().try_for_each(|row| row(tx)));
        written.wait().expect("the companies are written");
        applicants
    }
}
