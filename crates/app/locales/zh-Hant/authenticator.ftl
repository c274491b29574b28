## 更換驗證器

authenticator-title = 更換驗證器
authenticator-lead = 適用於更換手機或應用程式。新驗證器顯示正確的驗證碼之前，舊驗證器仍然有效。
authenticator-what = 您需要掃描新的 QR 碼，並輸入新應用程式顯示的 6 位數字。其他所有工作階段都會結束，我們會以郵件和簡訊通知您。復原代碼繼續有效。
authenticator-begin = 顯示新的 QR 碼
authenticator-time = 請在 10 分鐘內完成。在此之前，或您選擇保留舊驗證器時，一切維持不變。
authenticator-confirm = 更換驗證器
authenticator-keep = 保留舊驗證器
authenticator-done = 驗證器已更換。舊驗證器不再有效，您的其他所有工作階段均已結束。
field-new-totp = 新驗證器的驗證碼

mail-s07-subject = 您的驗證器已更換
mail-s07-body =
    { $name } 您好：

    { $sign_in_name } 的驗證器已於 { $at } 更換。舊驗證器不再有效，其他所有工作階段均已結束。

    如果不是您本人操作，請立即復原帳戶並告知我們：

    { $link }

telephone-notice-s07 = 【{ $product }】您的帳戶更換了驗證器。如非本人操作，請立即復原帳戶並致電我們。
conflict-replacement-over = 此處沒有正在設定的新驗證器：已超過 10 分鐘、已放棄、已在別處重新開始，或驗證碼錯誤次數過多。如果驗證器已更換，您會收到郵件通知；否則舊驗證器仍然有效。
audit-account-begin-new-authenticator = 開始更換驗證器
audit-account-replace-authenticator = 輸入新驗證器的驗證碼
audit-account-keep-authenticator = 保留舊驗證器
