//! The same words, drawn by the window and by Chromium: vowels must stand in the same places.
//! The window's engine drops the height of marks; our fonts are made so that it does not
//! matter, and this test looks at the pictures.

use end_to_end::browser::{Driver, PATIENCE};
use end_to_end::child::Child;
use end_to_end::programs::{Program, free_port};
use fantoccini::Client;
use image::GrayImage;

/// Enlarges every vowelled heading of the page, with its vowels or without.
async fn enlarge(page: &Client, vowels: bool) -> anyhow::Result<()> {
    let child = Child::at(page);
    child.find(".hello .step h2").await?;
    let prepare = "const vowels = arguments[0];
        document.querySelectorAll('.hello .pick > *').forEach(one => one.style.display = 'block');
        for (const heading of document.querySelectorAll('.hello .step h2')) {
            heading.style.cssText = 'font-size:80px;line-height:160px;white-space:nowrap';
            if (!vowels) heading.textContent = heading.textContent.replace(/[\\u064b-\\u0652]/g, '');
        }
        document.querySelectorAll('.hello .langs,.hello .animals,.hello .colours,.hello .step .ear,.hello .step b')
            .forEach(one => one.style.display = 'none');
        return document.fonts.ready.then(() => true);";
    page.execute(prepare, vec![vowels.into()]).await?;
    Ok(())
}

/// The pictures of the headings, as they are drawn at this moment.
async fn headings(page: &Client) -> anyhow::Result<Vec<GrayImage>> {
    let places = "return [...document.querySelectorAll('.hello .step h2')].map(heading => {
        const box = heading.getBoundingClientRect();
        return [box.x, box.y, box.width, box.height].map(Math.round);
    });";
    let places: Vec<[u32; 4]> = serde_json::from_value(page.execute(places, Vec::new()).await?)?;
    let mut screen = on_paper(&image::load_from_memory(&page.screenshot().await?)?);
    let pictures: Vec<GrayImage> = places
        .into_iter()
        .map(|[x, y, width, height]| {
            image::imageops::crop(&mut screen, x, y, width, height).to_image()
        })
        .collect();
    anyhow::ensure!(pictures.len() == 3, "the first page has three headings");
    Ok(pictures)
}

/// The picture on white: the window's engine gives an element without its ground.
fn on_paper(picture: &image::DynamicImage) -> GrayImage {
    let picture = picture.to_luma_alpha8();
    GrayImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [light, alpha] = picture.get_pixel(x, y).0.map(u32::from);
        let mixed = (light * alpha + 255 * (255 - alpha)) / 255;
        image::Luma([u8::try_from(mixed).unwrap_or(u8::MAX)])
    })
}

/// Where there is ink, cut to its bounds: (width, height, dark or not by rows).
fn ink(picture: &GrayImage) -> (i64, i64, Vec<bool>) {
    let dark = |x: u32, y: u32| picture.get_pixel(x, y).0[0] < 140;
    let all: Vec<(u32, u32)> = picture
        .enumerate_pixels()
        .filter(|(x, y, _)| dark(*x, *y))
        .map(|(x, y, _)| (x, y))
        .collect();
    let (left, right) = (
        all.iter().map(|at| at.0).min(),
        all.iter().map(|at| at.0).max(),
    );
    let (top, bottom) = (
        all.iter().map(|at| at.1).min(),
        all.iter().map(|at| at.1).max(),
    );
    let [left, right, top, bottom] = [left, right, top, bottom].map(Option::unwrap_or_default);
    let mut cut = Vec::new();
    for y in top..=bottom {
        cut.extend((left..=right).map(|x| dark(x, y)));
    }
    (
        i64::from(right - left) + 1,
        i64::from(bottom - top) + 1,
        cut,
    )
}

/// The share of the first picture's ink that has ink of the second within `reach` pixels.
fn covered(one: &GrayImage, other: &GrayImage, reach: i64) -> f64 {
    let (width, height, one) = ink(one);
    let (other_width, other_height, other) = ink(other);
    let at = |x: i64, y: i64| {
        (0..other_width).contains(&x)
            && (0..other_height).contains(&y)
            && other[usize::try_from(y * other_width + x).unwrap_or_default()]
    };
    let (mut all, mut near) = (0_u32, 0_u32);
    for y in 0..height {
        for x in 0..width {
            if !one[usize::try_from(y * width + x).unwrap_or_default()] {
                continue;
            }
            all += 1;
            let found = (-reach..=reach).any(|dy| (-reach..=reach).any(|dx| at(x + dx, y + dy)));
            near += u32::from(found);
        }
    }
    f64::from(near) / f64::from(all.max(1))
}

/// How alike two pictures are: 1 when all ink of each is near ink of the other. Two pixels of
/// an 80 pixel em: what two engines may differ by in rounding, a quarter of a vowel's way
/// from its place to its default height.
fn alike(one: &GrayImage, other: &GrayImage) -> f64 {
    covered(one, other, 2).min(covered(other, one, 2))
}

/// How alike the headings of two pages are, the least alike of them. An engine shows a change
/// only once it has drawn it, so this looks again until it is as expected, or long enough.
async fn looks(
    one: &Client,
    other: &Client,
    expected: impl Fn(f64) -> bool,
) -> anyhow::Result<f64> {
    let start = std::time::Instant::now();
    loop {
        let pairs = headings(one).await?.into_iter().zip(headings(other).await?);
        let least = pairs
            .map(|(one, other)| alike(&one, &other))
            .fold(1.0, f64::min);
        if expected(least) || start.elapsed() > PATIENCE {
            return Ok(least);
        }
    }
}

#[tokio::test]
async fn vowels_stand_in_the_window_where_they_stand_in_chromium() -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let windows = Driver::of_windows().await?;
    let window = windows.window(&data.path().join("window")).await?;
    enlarge(&window, true).await?;

    let folder = data.path().join("browser").to_string_lossy().into_owned();
    let listen = format!("127.0.0.1:{}", free_port()?);
    let server = Program::start(
        "balak-classroom",
        &["serve", "--data", &folder, "--listen", &listen],
    )?;
    let chromium = Driver::of_chromium().await?;
    let browser = chromium.browser(1366, 768).await?;
    browser.goto(&server.address()).await?;
    enlarge(&browser, true).await?;
    let same = looks(&window, &browser, |alike| alike > 0.99).await?;
    assert!(
        same > 0.99,
        "only {same:.4} of the ink is where Chromium has it"
    );
    // The measure sees vowels: without them the pictures are not alike.
    enlarge(&browser, false).await?;
    let bare = looks(&window, &browser, |alike| alike < 0.97).await?;
    assert!(bare < 0.97, "{bare:.4} without vowels");
    window.close().await?;
    browser.close().await?;
    Ok(())
}
