package org.openrtpd.app.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium of the machine, with a new empty profile, that goes nowhere but to RTPD. */
final class Browser implements AutoCloseable {

    /** For what must come: only something that hangs takes so long, on the slowest machine. */
    static final Duration LIMIT = Duration.ofMinutes(3);

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final int TOUCH_STEPS = 10;

    private final ChromeDriver driver;
    private final String address;

    private Browser(ChromeDriver driver, String address) {
        this.driver = driver;
        this.address = address;
    }

    /** Starts a browser for the page of a server; skips the test where there is none. */
    static Browser open(Path profiles, String address) {
        assumeTrue(Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "no browser: the packages chromium and chromium-driver of Debian are not installed");
        try {
            LoggingPreferences logs = new LoggingPreferences();
            logs.enable(LogType.BROWSER, Level.ALL);
            ChromeOptions options = new ChromeOptions();
            options.setBinary(CHROMIUM.toFile());
            options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
            options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu",
                    "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", "--hide-scrollbars",
                    "--user-data-dir=" + Files.createTempDirectory(profiles, "profile"));
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(DRIVER.toFile()).usingAnyFreePort().build();
            return new Browser(new ChromeDriver(service, options), address).scheme("dark");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Size of the window in CSS pixels; {@code scale} device pixels for each. */
    Browser size(int width, int height, double scale) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", width,
                "height", height, "deviceScaleFactor", scale, "mobile", width < 600));
        return this;
    }

    Browser scheme(String scheme) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** Opens a view, as {@code #/stations}. */
    Browser go(String hash) {
        driver.get("http://" + address + "/" + hash);
        return this;
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** What an expression of JavaScript is in the page. */
    Object value(String expression) {
        return driver.executeScript("return " + expression);
    }

    String text(String expression) {
        return String.valueOf(value(expression));
    }

    /** A number that an expression gives; 0 while it gives none. */
    double number(String expression) {
        return value("Number(" + expression + ") || 0") instanceof Number number
                ? number.doubleValue() : 0;
    }

    boolean isTrue(String expression) {
        return Boolean.TRUE.equals(value("Boolean(" + expression + ")"));
    }

    /** Waits until an expression is true. */
    Browser until(String expression) {
        await(expression).atMost(LIMIT).pollInterval(Duration.ofMillis(200))
                .until(() -> isTrue(expression));
        return this;
    }

    /** Gives a unit another name in whatever the server answers from now on. */
    void rename(String unit, String name) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                const heard = Response.prototype.json;
                Response.prototype.json = async function () {
                    const body = await heard.call(this);
                    for (const row of [body, ...body?.units ?? []]) {
                        if (row?.unit === UNIT) {
                            row.name = NAME;
                        }
                    }
                    return body;
                };
                """.replace("UNIT", quoted(unit)).replace("NAME", quoted(name))));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Counts in the page how many frames it draws from now on, and the longest that it is blocked. */
    void countFrames() {
        driver.executeScript("""
                window.framesSeen = 0;
                window.longestTaskMs = 0;
                const count = () => {
                    window.framesSeen++;
                    requestAnimationFrame(count);
                };
                requestAnimationFrame(count);
                new PerformanceObserver(list => list.getEntries().forEach(task => {
                    window.longestTaskMs = Math.max(window.longestTaskMs, task.duration);
                })).observe({entryTypes: ["longtask"]});
                """);
    }

    void scrollTo(String css, int top) {
        driver.executeScript(
                "document.querySelector(arguments[0]).scrollTop = arguments[1]", css, top);
    }

    /** Types as a person does. */
    void type(String css, String text) {
        driver.findElement(By.cssSelector(css)).sendKeys(text);
    }

    /** Presses a key, as {@code Keys.ARROW_LEFT}, for whatever has the focus. */
    void press(CharSequence key) {
        new Actions(driver).sendKeys(key).perform();
    }

    /**
     * Moves two fingers along the middle line of an element.
     *
     * @param from where they touch it, 0 left to 1 right of the element; {@code to} where they leave
     */
    void pinch(String css, double[] from, double[] to) {
        driver.executeCdpCommand("Emulation.setTouchEmulationEnabled",
                Map.of("enabled", true, "maxTouchPoints", 2));
        Rectangle area = driver.findElement(By.cssSelector(css)).getRect();
        touch("touchStart", area, from);
        for (int step = 1; step <= TOUCH_STEPS; step++) {
            double part = (double) step / TOUCH_STEPS;
            touch("touchMove", area, IntStream.range(0, from.length)
                    .mapToDouble(i -> from[i] + part * (to[i] - from[i])).toArray());
        }
        touch("touchEnd", area, new double[0]);
    }

    private void touch(String type, Rectangle area, double[] places) {
        driver.executeCdpCommand("Input.dispatchTouchEvent", Map.of("type", type,
                "touchPoints", IntStream.range(0, places.length).mapToObj(i -> Map.of(
                        "id", i, "x", area.x + places[i] * area.width,
                        "y", area.y + area.height / 2.0)).toList()));
    }

    /** Milliseconds from opening a view to the frame in which an expression is true. */
    double milliseconds(String hash, String expression) {
        driver.manage().timeouts().scriptTimeout(LIMIT);
        return ((Number) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const begin = performance.now();
                location.hash = arguments[0];
                const look = () => EXPRESSION ? done(performance.now() - begin)
                    : requestAnimationFrame(look);
                requestAnimationFrame(look);
                """.replace("EXPRESSION", expression), hash)).doubleValue();
    }

    /** Keeps what is seen as a picture for documents: of few colours, so that it is small. */
    Path picture(String name, int mostBytes) throws IOException {
        Path file = Files.createDirectories(PICTURES).resolve(name + ".png");
        PalettePng.write(driver.getScreenshotAs(OutputType.BYTES), file, mostBytes);
        return file;
    }

    /** Keeps what is seen below target/. */
    void screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the page did wrong: errors of scripts, and what the content security policy refused. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage()).toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
