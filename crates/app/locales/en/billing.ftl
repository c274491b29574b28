## Billing

mail-invoice-ready-subject = Invoice { $reference } of { $operator }
mail-invoice-ready-body =
    Dear { $name },

    Invoice { $reference } for { $company } is ready. Charges of this invoice: { $total }, to be paid by { $due_on }. The invoice and its reconciliation file are here:

    { $link }

    When you pay, please quote the invoice number.
