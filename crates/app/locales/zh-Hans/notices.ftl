audit-subscription-notice = 已发送订阅通知

## N01: a subscription is suspended

mail-n01-subject = 已暂停：{ $company } 的订阅
mail-n01-body =
    { $name }，您好：

    { $partner } 已暂停 { $company } 的以下订阅：

    { $list }

    用户已无法登录使用；管理员仍可访问数据。若在{ $last }之前未重新激活，其全部数据将于{ $day }永久删除。

    { $link }

## N02: its data will be deleted

mail-n02-subject = { $company } 的数据将在 { $days } 天后删除
mail-n02-body =
    { $name }，您好：

    { $company } 的以下订阅处于暂停状态：

    { $list }

    除非 { $partner } 在订阅期限内重新激活，其全部数据将于{ $day }永久删除。请保存所需数据。

    { $link }

## N03: it is cancelled

mail-n03-subject = 已取消：{ $company } 的订阅
mail-n03-body =
    { $name }，您好：

    { $partner } 已取消 { $company } 的以下订阅：

    { $list }

    订阅已结束，无法恢复。管理员可在{ $day }之前取回数据，之后数据将被删除。

    { $link }

## N04: it will renew

mail-n04-subject = { $days } 天后续订：{ $company }
mail-n04-body =
    { $name }，您好：

    { $company } 的以下订阅将于{ $day }续订十二个月。每许可证每月价格以当日价目为准（不含增值税），目前价目为：

    { $list }

    如需改为到期结束，请在该日之前关闭自动续订：

    { $link }

## N05: it will end

mail-n05-subject = { $days } 天后到期：{ $company }
mail-n05-body =
    { $name }，您好：

    { $company } 的以下订阅将于{ $day }到期且不再续订：

    { $list }

    到期后用户将无法继续使用。该日之前可采取的操作请见：

    { $link }

## N06: a trial will end

mail-n06-subject = 试用将在 { $days } 天后到期：{ $company }
mail-n06-body =
    { $name }，您好：

    { $company } 的以下试用将于{ $day }到期：

    { $list }

    试用不会自动转换。如需保留，请在该日之前转换：

    { $link }
