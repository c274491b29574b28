//! The rows of a subscription that gets other units, written without anything around them.

use crate::commands::bench::measure::now;
use crate::trouble::Trouble;
use app::App;
use domain::ids::fresh_uuid;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;
use store::{DbError, Tx, values};
use uuid::Uuid;

/// One client with a subscription of its own. Its audit rows go into a chain of their own, as long
/// as a partner's.
#[derive(Clone)]
pub(super) struct Raw {
    app: App,
    partner: Uuid,
    subscription: Uuid,
    chain: Uuid,
    sequence: Arc<AtomicI64>,
}

const HASH: [u8; 32] = [7; 32];

impl Raw {
    /// Begins the chain.
    ///
    /// # Errors
    /// [`Trouble::Database`].
    pub(super) fn new(app: &App, partner: Uuid, subscription: Uuid) -> Result<Self, Trouble> {
        let chain = fresh_uuid(&*app.entropy);
        let begin = move |tx: &mut Tx<'_>| {
            tx.execute(
                "INSERT INTO audit_chain (chain, sequence, hash) VALUES ($1, $2, $3)",
                values![chain, 0_i64, HASH],
            )
            .map(drop)
        };
        app.db.write(begin).wait()?;
        Ok(Self {
            app: app.clone(),
            partner,
            subscription,
            chain,
            // Versions the subscription has not had.
            sequence: Arc::new(AtomicI64::new(app.clock.now().0)),
        })
    }

    /// Writes until a moment; how often.
    ///
    /// # Errors
    /// [`Trouble::Database`].
    pub(super) async fn write_until(self, deadline: Instant) -> Result<u64, Trouble> {
        let mut done = 0;
        while now() < deadline {
            let sequence = self.sequence.fetch_add(1, Ordering::SeqCst);
            let row = self.clone();
            self.app.db.write(move |tx| row.write(tx, sequence)).await?;
            done += 1;
        }
        Ok(done)
    }

    fn write(&self, tx: &mut Tx<'_>, sequence: i64) -> Result<(), DbError> {
        let at = domain::effects::Instant(sequence);
        tx.execute(
            "UPDATE subscription SET quantity = $2, version = version + 1 WHERE id = $1",
            values![self.subscription, 6_i64 + sequence % 2],
        )?;
        tx.execute(
            "INSERT INTO subscription_fact (subscription_id, version, at, day, what, status, cycle,
                offer_id, quantity, unit_price, ends_on)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            values![
                self.subscription,
                sequence,
                at,
                "2026-01-01",
                "change",
                "active",
                "monthly",
                self.partner,
                6_i64,
                3200_i64,
                "2027-01-01"
            ],
        )?;
        tx.execute(
            "INSERT INTO partner_commitment (partner_id, advance) VALUES ($1, $2)
             ON CONFLICT (partner_id) DO UPDATE SET advance = partner_commitment.advance + $2",
            values![self.partner, 1_i64],
        )?;
        tx.execute(
            "UPDATE audit_chain SET sequence = $2, hash = $3 WHERE chain = $1",
            values![self.chain, sequence, HASH],
        )?;
        tx.execute(
            "INSERT INTO audit_entry (chain, sequence, at, actor_kind, actor, actor_name, ip, action,
                subject, outcome, correlation, detail, previous_hash, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            values![
                self.chain,
                sequence,
                at,
                "user",
                self.partner,
                "Demonstration",
                "127.0.0.1",
                "subscription.change",
                "subscription/00000000-0000-0000-0000-000000000000",
                "succeeded",
                self.chain,
                "{\"quantity\":\"6 -> 7\"}",
                HASH,
                HASH
            ],
        )
        .map(drop)
    }
}
