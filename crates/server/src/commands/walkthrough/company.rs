//! The invented company that walks: different each time, so that the walk can be repeated.

use super::Difference;
use domain::effects::Entropy;
use domain::validate::uscc;

pub(super) struct Company {
    pub(super) legal_name: String,
    pub(super) prefix: String,
    pub(super) credit_code: String,
    pub(super) mobile: String,
    pub(super) mail_domain: String,
}

impl Company {
    /// Draws a company.
    pub(super) fn draw(entropy: &dyn Entropy) -> Result<Self, Difference> {
        let mut bytes = [0; 16];
        entropy.fill(&mut bytes);
        let (tail, digits) = bytes.split_at(8);
        let letter = |b: &u8| char::from(b"ABCDEFGHJKLMNPQRTUWXY"[usize::from(b % 21)]);
        let digit = |b: &u8| char::from(b'0' + b % 10);
        let letters: String = tail
            .iter()
            .take(4)
            .map(letter)
            .chain(tail.iter().skip(4).map(digit))
            .collect();
        let lower = letters.to_lowercase();
        let organisation: String = format!("MA{}", letters.chars().take(6).collect::<String>());
        let fault = || Difference::new("no valid credit code could be drawn");
        let check = uscc::org_check(&organisation).ok_or_else(fault)?;
        let first17 = format!("91310115{organisation}{check}");
        let last = uscc::check_digit(&first17).ok_or_else(fault)?;
        Ok(Self {
            legal_name: format!("上海漫步{}信息技术有限公司", hanzi(tail)),
            prefix: format!("walk{lower}"),
            credit_code: format!("{first17}{last}"),
            mobile: format!("199{}", digits.iter().map(digit).collect::<String>()),
            mail_domain: format!("{lower}.example"),
        })
    }

    pub(super) fn mail(&self, name: &str) -> String {
        format!("{name}@{}", self.mail_domain)
    }
}

/// Three characters for a name that looks like one.
fn hanzi(bytes: &[u8]) -> String {
    let characters: Vec<char> = "云海明远青松临江星河安泰嘉禾晨曦锦绣启航".chars().collect();
    bytes
        .iter()
        .take(3)
        .map(|b| characters[usize::from(*b) % characters.len()])
        .collect()
}
