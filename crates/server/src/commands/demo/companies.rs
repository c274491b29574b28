//! The invented companies of the demonstration and what happened to each.
//!
//! Nothing here exists: names are made up, mail domains end in `.example`, credit codes are
//! computed from organisation codes with `TD` in them.

use super::story::Act::{
    self, Apply, Approve, Ask, Check, Claim, Confirm, Credit, Draft, Note, Register, Registry,
    Reject, Reply, Sign, Trade, TradeOn, Write,
};
use super::story::When;
use domain::language::Language::{self, En, ZhHans, ZhHant};

/// One company with its global admin.
pub(super) struct Company {
    /// Prefix of the tenant's domain and of the mail domain.
    pub(super) prefix: &'static str,
    /// Legal name.
    pub(super) name: &'static str,
    /// Name in Latin letters.
    pub(super) latin: &'static str,
    /// ISO code of the province, city, district, street, postal code.
    pub(super) address: [&'static str; 5],
    /// Division code of the credit code, then the organisation code.
    pub(super) code: [&'static str; 2],
    /// Partner-network number.
    pub(super) network_id: &'static str,
    /// Family name, given name, title and user name of the global admin.
    pub(super) admin: [&'static str; 4],
    /// The admin's mobile.
    pub(super) mobile: &'static str,
    /// The company's landline.
    pub(super) landline: &'static str,
    /// Language of the admin.
    pub(super) language: Language,
    /// Legal representative; the admin himself when empty.
    pub(super) representative: &'static str,
    /// Name and title of the approval contact.
    pub(super) approval: [&'static str; 2],
    /// Founding date, registered capital, expected purchases a month and wanted limit in yuan.
    pub(super) figures: [&'static str; 4],
    /// What happened, oldest first.
    pub(super) life: &'static [(When, Act)],
}

const fn at(days_ago: i32, hour: i8, minute: i8) -> When {
    When {
        days_ago,
        hour,
        minute,
    }
}

const fn passed(by: &'static str, kind: &'static str, reason: &'static str) -> Act {
    Check {
        by,
        kind,
        result: "passed",
        reason,
    }
}

/// All of them; the first has come furthest.
pub(super) const COMPANIES: &[Company] = &[
    Company {
        prefix: "hanhaiyunfan",
        name: "杭州瀚海云帆信息技术有限公司",
        latin: "Hangzhou Hanhai Yunfan Information Technology Co., Ltd.",
        address: [
            "ZJ",
            "杭州市",
            "西湖区",
            "文岚路 188 号 3 幢 602 室",
            "310012",
        ],
        code: ["91330106", "MATD0001"],
        network_id: "4100011",
        admin: ["周", "文清", "总经理", "zhou.wenqing"],
        mobile: "19900000111",
        landline: "0571-55550111",
        language: ZhHans,
        representative: "",
        approval: ["郑若兰", "财务总监"],
        figures: ["2016-04-12", "10000000", "120000", "300000"],
        life: &[
            (at(41, 9, 40), Register),
            (at(41, 10, 5), Apply),
            (at(40, 11, 20), Confirm("E06")),
            (at(39, 15, 10), Confirm("E05")),
            (at(38, 9, 30), Claim("xujianing")),
            (
                at(38, 9, 41),
                passed(
                    "xujianing",
                    "employment",
                    "官网与邮箱域名一致，已电话核实职务",
                ),
            ),
            (
                at(37, 10, 12),
                passed(
                    "xujianing",
                    "business-registration",
                    "登记机关公示信息与执照一致，存续",
                ),
            ),
            (
                at(37, 10, 30),
                passed("xujianing", "restricted-party", "名单筛查无命中"),
            ),
            (
                at(35, 14, 0),
                Credit {
                    by: "heyiming",
                    limit: "240000",
                    reason: "两年报表良好，无逾期记录",
                },
            ),
            (at(33, 16, 20), Approve("xujianing")),
            (at(21, 10, 15), Sign),
            (at(20, 11, 0), Trade),
            (at(9, 15, 20), TradeOn),
        ],
    },
    Company {
        prefix: "lianchengshuzhi",
        name: "深圳联橙数智科技股份有限公司",
        latin: "Shenzhen Liancheng Digital Intelligence Co., Ltd.",
        address: [
            "GD",
            "深圳市",
            "南山区",
            "科澜二道 7 号联橙大厦 19 层",
            "518057",
        ],
        code: ["91440300", "MATD0002"],
        network_id: "4100012",
        admin: ["林", "思远", "渠道总监", "lin.siyuan"],
        mobile: "19900000112",
        landline: "0755-55550112",
        language: ZhHans,
        representative: "陈柏川",
        approval: ["陈柏川", "董事长"],
        figures: ["2012-09-03", "50000000", "400000", "1200000"],
        life: &[
            (at(27, 14, 10), Register),
            (at(26, 9, 50), Apply),
            (at(26, 10, 30), Confirm("E06")),
            (at(25, 17, 5), Confirm("E05")),
            (at(20, 9, 20), Claim("fangxiaolan")),
            (
                at(20, 9, 44),
                passed("fangxiaolan", "employment", "授权书已核，座机回拨确认"),
            ),
            (
                at(19, 11, 2),
                passed("fangxiaolan", "business-registration", "公示信息一致"),
            ),
            (
                at(19, 11, 15),
                passed("fangxiaolan", "restricted-party", "无命中"),
            ),
            (
                at(12, 10, 40),
                Credit {
                    by: "shenruogu",
                    limit: "800000",
                    reason: "上年审计报表充足，按两倍月采购核定",
                },
            ),
            (at(3, 15, 35), Approve("fangxiaolan")),
        ],
    },
    Company {
        prefix: "jinlingxingtu",
        name: "南京金陵星图软件有限公司",
        latin: "Nanjing Jinling Xingtu Software Co., Ltd.",
        address: [
            "JS",
            "南京市",
            "建邺区",
            "江岚大街 60 号 B 座 1105 室",
            "210019",
        ],
        code: ["91320105", "MATD0003"],
        network_id: "4100013",
        admin: ["沈", "雨桐", "运营经理", "shen.yutong"],
        mobile: "19900000113",
        landline: "025-55550113",
        language: ZhHans,
        representative: "顾怀瑾",
        approval: ["顾怀瑾", "执行董事"],
        figures: ["2018-11-20", "5000000", "60000", "150000"],
        life: &[
            (at(15, 10, 25), Register),
            (at(14, 9, 15), Apply),
            (at(14, 9, 50), Confirm("E06")),
            (at(13, 16, 40), Confirm("E05")),
            (at(11, 9, 30), Claim("xujianing")),
            (
                at(11, 9, 52),
                passed("xujianing", "employment", "邮箱域名备案主体为该公司"),
            ),
            (
                at(8, 10, 5),
                Registry {
                    by: "xujianing",
                    line: "江岚大街60号B座1105室",
                },
            ),
            (
                at(8, 10, 20),
                passed("xujianing", "business-registration", "公示信息一致"),
            ),
            (
                at(4, 11, 0),
                Credit {
                    by: "heyiming",
                    limit: "120000",
                    reason: "小规模公司，按两倍月采购核定",
                },
            ),
        ],
    },
    Company {
        prefix: "chuyunjicheng",
        name: "武汉楚云系统集成有限公司",
        latin: "Wuhan Chuyun Systems Integration Co., Ltd.",
        address: [
            "HB",
            "武汉市",
            "洪山区",
            "光澜路 88 号创研楼 7 层",
            "430074",
        ],
        code: ["91420111", "MATD0004"],
        network_id: "4100014",
        admin: ["彭", "一帆", "总经理", "peng.yifan"],
        mobile: "19900000114",
        landline: "027-55550114",
        language: ZhHans,
        representative: "",
        approval: ["向婉秋", "副总经理"],
        figures: ["2014-03-08", "8000000", "90000", "200000"],
        life: &[
            (at(10, 15, 30), Register),
            (at(9, 10, 10), Apply),
            (at(9, 10, 45), Confirm("E06")),
            (at(6, 9, 25), Claim("xujianing")),
            (
                at(6, 9, 58),
                passed("xujianing", "employment", "官网联系人页面可查"),
            ),
            (
                at(5, 14, 20),
                passed("xujianing", "restricted-party", "无命中"),
            ),
        ],
    },
    Company {
        prefix: "haixiacloud",
        name: "廈門海峽雲端科技有限公司",
        latin: "Xiamen Strait Cloud Technology Co., Ltd.",
        address: ["FJ", "厦门市", "思明区", "环岚东路 1699 号 21 层", "361008"],
        code: ["91350203", "MATD0005"],
        network_id: "4100015",
        admin: ["許", "明哲", "業務協理", "hsu.mingche"],
        mobile: "19900000115",
        landline: "0592-55550115",
        language: ZhHant,
        representative: "許明哲",
        approval: ["蔡佩珊", "財務長"],
        figures: ["2019-06-28", "6000000", "80000", "160000"],
        life: &[
            (at(18, 11, 0), Register),
            (at(17, 14, 45), Apply),
            (at(17, 15, 20), Confirm("E06")),
            (at(16, 9, 35), Confirm("E05")),
            (at(13, 10, 0), Claim("fangxiaolan")),
            (
                at(13, 10, 20),
                Registry {
                    by: "fangxiaolan",
                    line: "环岚东路1701号",
                },
            ),
            (
                at(13, 10, 26),
                Check {
                    by: "fangxiaolan",
                    kind: "business-registration",
                    result: "failed",
                    reason: "执照地址与公示地址不一致，需补充变更通知书",
                },
            ),
            (
                at(13, 10, 40),
                Ask {
                    by: "fangxiaolan",
                    items: &[
                        [
                            "ADDRESS_MISMATCH",
                            "field:address_line1",
                            "公示系統顯示的地址是環嵐東路 1701 號，請核對後更正。",
                        ],
                        [
                            "LICENCE_UNREADABLE",
                            "document:business-licence",
                            "請上傳變更後的營業執照彩色掃描檔。",
                        ],
                        ["OTHER", "general", "請說明地址變更的日期和原因。"],
                    ],
                },
            ),
            (
                at(11, 16, 20),
                Write("已於上月遷址，變更通知書在法務部，預計週一可以提供。"),
            ),
            (
                at(11, 16, 30),
                Reply {
                    by: "fangxiaolan",
                    text: "好的，收到後請在申請頁一併上傳並送出答覆。",
                },
            ),
            (
                at(11, 16, 42),
                Note {
                    by: "heyiming",
                    text: "报表两年齐全，建议额度等于申请额度，待地址核实后决定。",
                },
            ),
        ],
    },
    Company {
        prefix: "northbridge",
        name: "北京北桥数码有限公司",
        latin: "Beijing Northbridge Digital Co., Ltd.",
        address: [
            "BJ",
            "北京市",
            "朝阳区",
            "望澜街 16 号 C 座 803 室",
            "100102",
        ],
        code: ["91110105", "MATD0006"],
        network_id: "4100016",
        admin: ["Carter", "Emma", "Managing Director", "emma.carter"],
        mobile: "19900000116",
        landline: "010-55550116",
        language: En,
        representative: "Emma Carter",
        approval: ["韩立诚", "法务经理"],
        figures: ["2020-08-17", "3000000", "50000", "100000"],
        life: &[
            (at(3, 16, 0), Register),
            (at(2, 10, 30), Apply),
            (at(2, 11, 10), Confirm("E06")),
        ],
    },
    Company {
        prefix: "bashuyunwei",
        name: "成都巴蜀云维信息技术有限公司",
        latin: "Chengdu Bashu Yunwei Information Technology Co., Ltd.",
        address: [
            "SC",
            "成都市",
            "武侯区",
            "锦澜大道 500 号 2 栋 9 层",
            "610041",
        ],
        code: ["91510107", "MATD0008"],
        network_id: "4100018",
        admin: ["罗", "子衿", "总经理", "luo.zijin"],
        mobile: "19900000118",
        landline: "028-55550118",
        language: ZhHans,
        representative: "",
        approval: ["唐慕白", "法务总监"],
        figures: ["2011-07-06", "4000000", "70000", "140000"],
        life: &[
            (at(24, 9, 10), Register),
            (at(23, 10, 0), Apply),
            (at(23, 10, 35), Confirm("E06")),
            (at(22, 16, 15), Confirm("E05")),
            (at(19, 9, 40), Claim("xujianing")),
            (
                at(19, 9, 58),
                passed("xujianing", "employment", "官网与邮箱域名一致"),
            ),
            (
                at(18, 14, 30),
                Check {
                    by: "xujianing",
                    kind: "business-registration",
                    result: "failed",
                    reason: "公示信息显示营业期限已届满，执照未换发",
                },
            ),
            (
                at(16, 11, 20),
                Reject {
                    by: "xujianing",
                    reason: "LICENCE_EXPIRED",
                    text: "公示系统显示贵公司的营业期限已届满。请办理变更登记并换发营业执照后申诉或重新申请。",
                },
            ),
        ],
    },
    Company {
        prefix: "qinyuewangluo",
        name: "西安秦岳网络科技有限公司",
        latin: "Xi'an Qinyue Network Technology Co., Ltd.",
        address: ["SN", "西安市", "雁塔区", "科岚路 35 号 4 层", "710065"],
        code: ["91610113", "MATD0007"],
        network_id: "4100017",
        admin: ["马", "驰远", "合伙人", "ma.chiyuan"],
        mobile: "19900000117",
        landline: "029-55550117",
        language: ZhHans,
        representative: "",
        approval: ["任书瑶", "行政总监"],
        figures: ["2021-01-15", "2000000", "30000", "60000"],
        life: &[
            (at(1, 16, 20), Register),
            (at(1, 16, 48), Draft(&["programme", "legal"])),
        ],
    },
];
