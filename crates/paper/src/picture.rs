//! Pages of somebody else's PDF as pictures, so that a reviewer sees them without a PDF program: a
//! picture runs no script, follows no link and knows no form.
// Pixels are not money.
#![allow(clippy::float_arithmetic)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro::hayro_interpret::font::{FontData, FontQuery, StandardFont};
use hayro::hayro_interpret::hayro_syntax::Pdf;
use hayro::hayro_interpret::{InterpreterSettings, InterpreterWarning};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use domain::effects::{PictureError, Pictures};

use crate::fonts::Fonts;
use crate::{PaperError, Press};

/// Widest picture, pixels.
pub const WIDEST: u16 = 2400;
/// Highest picture as a multiple of its width; longer pages are cut.
const HIGHEST: f32 = 4.0;

impl Press {
    /// A page of a PDF, from 1, as a PNG picture at most `width` and [`WIDEST`] pixels wide. Letters of
    /// fonts that are not in the file are drawn with the machine's own.
    ///
    /// # Errors
    /// [`PaperError::Unreadable`]; [`PaperError::NoSuchPage`].
    pub fn picture(&self, pdf: &[u8], page: usize, width: u16) -> Result<Vec<u8>, PaperError> {
        let settings = InterpreterSettings {
            font_resolver: resolver(self.fonts()),
            warning_sink: Arc::new(|_: InterpreterWarning| {}),
            ..InterpreterSettings::default()
        };
        guarded(|| {
            let pdf = read(pdf)?;
            // The reader forgives much: what is left of a broken file may have no page at all.
            if pdf.pages().is_empty() {
                return Err(PaperError::Unreadable);
            }
            let wanted = page.checked_sub(1).and_then(|at| pdf.pages().get(at));
            let wanted = wanted.ok_or(PaperError::NoSuchPage)?;
            let (paper_width, paper_height) = wanted.render_dimensions();
            if !(paper_width >= 1.0 && paper_height >= 1.0) {
                return Err(PaperError::Unreadable);
            }
            let width = width.clamp(1, WIDEST);
            let scale = f32::from(width) / paper_width;
            let height = (paper_height * scale)
                .min(f32::from(width) * HIGHEST)
                .max(1.0);
            // Between 1 and four times WIDEST, so nothing is lost.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let height = height as u16;
            let canvas = RenderSettings {
                x_scale: scale,
                y_scale: scale,
                width: Some(width),
                height: Some(height),
                bg_color: WHITE,
            };
            let drawn = render(wanted, &RenderCache::new(), &settings, &canvas);
            drawn.into_png().map_err(|_| PaperError::Unreadable)
        })
    }
}

/// Draws in this process: nothing bounds the time and the memory a hostile file takes.
impl Pictures for Press {
    fn draw(&self, pdf: &[u8], page: usize, width: u16) -> Result<Vec<u8>, PictureError> {
        Ok(self.picture(pdf, page, width)?)
    }
}

impl From<PaperError> for PictureError {
    fn from(error: PaperError) -> Self {
        match error {
            PaperError::NoSuchPage => Self::NoSuchPage,
            PaperError::Unreadable => Self::Unreadable,
            other => Self::Unavailable(other.to_string()),
        }
    }
}

fn read(pdf: &[u8]) -> Result<Pdf, PaperError> {
    Pdf::new(pdf.to_vec()).map_err(|_| PaperError::Unreadable)
}

/// A reader that panics has met something it was not written for.
fn guarded<T>(look: impl FnOnce() -> Result<T, PaperError>) -> Result<T, PaperError> {
    catch_unwind(AssertUnwindSafe(look)).unwrap_or(Err(PaperError::Unreadable))
}

type Resolver = Arc<dyn Fn(&FontQuery) -> Option<(FontData, u32)> + Send + Sync>;

fn resolver(fonts: &Fonts) -> Resolver {
    let text = fonts.plain(false).map(data);
    let monospaced = fonts.plain(true).map(data);
    let chinese = fonts.plain_chinese().map(data);
    Arc::new(move |query| {
        use StandardFont as F;
        let standard = match query {
            FontQuery::Standard(standard) => *standard,
            FontQuery::Fallback(wanted) if wanted.character_collection.is_some() => {
                return chinese.clone().or_else(|| text.clone());
            }
            FontQuery::Fallback(wanted) => wanted.pick_standard_font(),
        };
        match standard {
            F::Courier | F::CourierBold | F::CourierOblique | F::CourierBoldOblique => {
                monospaced.clone().or_else(|| text.clone())
            }
            _ => text.clone().or_else(|| chinese.clone()),
        }
    })
}

fn data(font: typst::text::Font) -> (FontData, u32) {
    let bytes: FontData = Arc::new(font.data().clone());
    (bytes, font.index())
}
