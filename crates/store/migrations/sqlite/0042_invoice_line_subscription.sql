-- What was billed of one subscription: its page shows the next bill as it would be.
CREATE INDEX invoice_line_subscription ON invoice_line (partner_id, subscription_id);
