## Why something of catalogue, customers, orders or subscriptions is refused

refused-partner-suspended = 贵公司的账户已被暂停。请付清逾期款项后再试。
refused-not-a-partner = 贵公司的合作伙伴账户未处于活动状态，目前不能销售。
refused-agreement-unsigned = 贵公司签署新版协议后才能下单。
refused-prices-hidden = 您的角色不能查看价格。
refused-credit-too-low = 信用额度不足。请支付未结账单，或申请提高额度。
refused-not-in-sandbox = 此操作只能在集成沙盒中进行。
refused-sandbox-limit = 已达到集成沙盒的上限。请删除不再需要的内容。
refused-no-relationship = 贵公司与该客户没有经销商关系。
refused-relationship-in-use = 请先暂停或取消该客户的全部订阅。
refused-attestation-missing = 请先确认客户已接受客户协议。
refused-offer-unknown = 没有此产品/服务。
refused-offer-not-sold = 此产品/服务当前不销售。
refused-offer-not-for-customer = 该客户不符合此产品/服务的资格条件。
refused-reactivate-instead = 该客户有此产品/服务的已暂停订阅，请重新激活该订阅。
refused-offer-limit-reached = 该客户购买此产品/服务的次数已达上限。
refused-trial-of-owned = 该客户已拥有此试用所对应的产品/服务。
refused-quantity-out-of-range = 数量超出此产品/服务允许的范围。
refused-cycle-not-offered = 此产品/服务不支持该计费周期。
refused-base-missing = 附加产品需要基础订阅，请指定该客户的一个订阅。
refused-base-of-other-offer = 此附加产品不适用于该基础订阅。
refused-base-not-active = 基础订阅未处于活动状态。
refused-more-than-base = 附加产品的数量不能超过基础订阅的数量。
refused-not-an-add-on = 此产品/服务不是附加产品，不需要基础订阅。
refused-lines-invalid = 行号不正确。
refused-name-invalid = 订阅名称过长，或含有不能使用的字符。请使用最多 100 个普通字符。
refused-order-not-cancellable = 此订单不能取消。请暂停或取消其中的订阅。
refused-order-change-unknown = 只能为订单添加附加产品或更改计费周期。
refused-cycle-while-inactive = 订单中的订阅全部处于活动状态时才能更改计费周期。
refused-cycle-not-in-offer = 订单中有不支持该计费周期的产品/服务。
refused-cart-expired = 此购物车已过期，请新建购物车。
refused-cart-empty = 购物车为空。
refused-cart-has-errors = 购物车中有无法订购的行。
refused-cart-ordered = 此购物车已提交过。
refused-pending = 订阅正在开通，请稍后再试。
refused-deleted = 订阅已结束，不能再更改。
refused-seats-while-suspended = 订阅暂停期间不能更改数量。
refused-change-while-suspended = 已暂停的订阅不能更改，请先重新激活。
refused-no-such-status = 订阅不能从当前状态变更为该状态。
refused-reactivated-too-late = 该订阅已过可重新激活的期限。
refused-not-by-partner = 该订阅已被运营方暂停，请联系支持人员。
refused-trial-fixed = 试用的数量不能更改。
refused-trial-ends = 试用不能续订。
refused-trial-status = 试用不能暂停。请取消，或等待其结束。
refused-term-is-over = 期限即将结束，不能再更改。
refused-no-upgrade = 此订阅不能升级到该产品/服务。
refused-upgrade-not-active = 只有活动的订阅才能升级。
refused-upgrade-needs-delegation = 升级需要客户授予委派管理权限。
refused-upgrade-with-add-ons = 请先取消不适用于新产品/服务的附加产品。
refused-target-owned = 该客户已拥有该产品/服务。
refused-no-conversion = 只有进行中的试用可以转换，且只能转换为其对应的产品/服务。
refused-cycle-of-order = 订阅的计费周期须在其订单中更改。
refused-term-fixed = 此订阅的期限不能更改。
refused-partner-fixed = 此订阅的合作伙伴不能更改。

## Problems at fields of customers

problem-email-of-seller = 此邮箱属于销售方自己的域名。请输入客户的邮箱。
problem-customer-known = 该公司已有账户，请改为向其请求建立关系。

conflict-attested-before = 已确认过该客户接受了客户协议。
