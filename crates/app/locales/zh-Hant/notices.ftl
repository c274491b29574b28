audit-subscription-notice = 已傳送訂閱通知

## N01: a subscription is suspended

mail-n01-subject = 已暫停：{ $company } 的訂閱
mail-n01-body =
    { $name } 您好：

    { $partner } 已暫停 { $company } 的下列訂閱：

    { $list }

    使用者已無法登入使用；系統管理員仍可存取資料。若在{ $last }之前未重新啟用，其所有資料將於{ $day }永久刪除。

    { $link }

## N02: its data will be deleted

mail-n02-subject = { $company } 的資料將在 { $days } 天後刪除
mail-n02-body =
    { $name } 您好：

    { $company } 的下列訂閱處於暫停狀態：

    { $list }

    除非 { $partner } 在訂閱期限內重新啟用，其所有資料將於{ $day }永久刪除。請儲存所需資料。

    { $link }

## N03: it is cancelled

mail-n03-subject = 已取消：{ $company } 的訂閱
mail-n03-body =
    { $name } 您好：

    { $partner } 已取消 { $company } 的下列訂閱：

    { $list }

    訂閱已結束，無法復原。系統管理員可在{ $day }之前取回資料，之後資料將被刪除。

    { $link }

## N04: it will renew

mail-n04-subject = { $days } 天後續訂：{ $company }
mail-n04-body =
    { $name } 您好：

    { $company } 的下列訂閱將於{ $day }續訂十二個月。每授權每月價格以當日價目為準（未含增值稅），目前價目為：

    { $list }

    如需改為到期結束，請在該日之前關閉自動續訂：

    { $link }

## N05: it will end

mail-n05-subject = { $days } 天後到期：{ $company }
mail-n05-body =
    { $name } 您好：

    { $company } 的下列訂閱將於{ $day }到期且不再續訂：

    { $list }

    到期後使用者將無法繼續使用。該日之前可採取的操作請見：

    { $link }

## N06: a trial will end

mail-n06-subject = 試用將在 { $days } 天後到期：{ $company }
mail-n06-body =
    { $name } 您好：

    { $company } 的下列試用將於{ $day }到期：

    { $list }

    試用不會自動轉換。如需保留，請在該日之前轉換：

    { $link }
