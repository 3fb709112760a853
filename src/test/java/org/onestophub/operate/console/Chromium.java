package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;

/**
 * The Chromium that Debian ships, with the console open. Where it is missing the test is skipped, but fails where CI is set:
 * there a skipped test would be none.
 */
final class Chromium implements AutoCloseable {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");
    private static final int LONGEST_PICTURE = 6_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ChromeDriver driver;
    private final String address;

    private Chromium(ChromeDriver driver, String address) {
        this.driver = driver;
        this.address = address;
    }

    static Chromium open(String address) {
        if (!Files.isExecutable(BROWSER) || !Files.isExecutable(DRIVER)) {
            missing("chromium or chromedriver is not installed (Debian: chromium, chromium-driver)");
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toString());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=zh-CN");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(DRIVER.toString()))
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE);
        return new Chromium(driver, address);
    }

    private static void missing(String what) {
        if (System.getenv("CI") != null) {
            Assertions.fail(what);
        }
        Assumptions.abort(what + ": the console is not tested in a browser");
    }

    /** Logs in through the form. */
    Chromium login(String name, String password) {
        go("/console/login");
        field("name", name);
        field("password", password);
        press("main button");
        await().atMost(PATIENCE).until(() -> !path().equals("/console/login"));
        return this;
    }

    Chromium go(String path) {
        driver.get(address + path);
        return this;
    }

    Chromium language(String tag, String back) {
        return go("/console/language?lang=" + tag + "&to=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
    }

    void field(String name, String value) {
        once(() -> {
            WebElement field = driver.findElement(By.name(name));
            field.clear();
            field.sendKeys(value);
        });
    }

    /** Chooses a file in the field of that id. */
    void upload(String id, Path file) {
        driver.findElement(By.id(id)).sendKeys(file.toAbsolutePath().toString());
    }

    /** Chooses an option of the only field of that name. */
    void choose(String name, String value) {
        once(() -> new Select(driver.findElement(By.name(name))).selectByValue(value));
    }

    /** Chooses an option of the field that a person reads that label at. */
    void chooseAt(String label, String value) {
        once(() -> {
            String id = driver.findElement(By.xpath("//label[span[normalize-space()='" + label + "']]"))
                    .getDomAttribute("for");
            new Select(driver.findElement(By.id(id))).selectByValue(value);
        });
    }

    /** Shows what is to be pressed first, at once: the pages scroll smoothly, and a click would fall beside. */
    void press(String selector) {
        once(() -> {
            WebElement button = driver.findElement(By.cssSelector(selector));
            driver.executeScript("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", button);
            button.click();
        });
    }

    /** Does it when what it needs is there: a click may end before the next page is there. */
    private static void once(ThrowingRunnable action) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(
                        e -> e instanceof NotFoundException || e instanceof StaleElementReferenceException)
                .untilAsserted(action);
    }

    /** Gives the reason for seeing content, if the page asks for it. */
    void giveReason() {
        if (fillReason()) {
            press(".reason button");
        }
    }

    /** Fills in the reason; false if the page does not ask for it. */
    boolean fillReason() {
        List<WebElement> fields = driver.findElements(By.id("reason"));
        fields.forEach(field -> field.sendKeys("quality review"));
        return !fields.isEmpty();
    }

    void back() {
        driver.navigate().back();
    }

    /** The console forgets who this is, as after a restart of the hub. */
    void loseSession() {
        driver.manage().deleteCookieNamed("console");
    }

    String path() {
        return driver.getCurrentUrl().substring(address.length());
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** What the elements say, in their order. */
    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Waits until a page shows all those words: a click may end before the next page is there. */
    void shows(String... words) {
        once(() -> assertThat(text()).contains(words));
    }

    /** Waits until the address ends so. */
    void arrives(String end) {
        once(() -> assertThat(path()).endsWith(end));
    }

    String valueOf(String name) {
        AtomicReference<String> value = new AtomicReference<>();
        once(() -> value.set(driver.findElement(By.name(name)).getDomProperty("value")));
        return value.get();
    }

    /** Width in CSS pixels, and the colours that the person prefers. */
    Chromium screen(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        return this;
    }

    /** True if something is wider than the screen. */
    boolean scrollsSideways() {
        return Boolean.TRUE.equals(driver.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"));
    }

    /**
     * Rules of WCAG AA that the page breaks, with where it does. In its legacy mode axe stays in the page: without frames to
     * test it needs no second window, which took longer to open than the check itself.
     */
    List<String> barriers() {
        Results found = new AxeBuilder()
                .withTags(RULES)
                .disableIframeTesting()
                .setLegacyMode()
                .setTimeout(Math.toIntExact(PATIENCE.toSeconds()))
                .analyze(driver);
        return found.getViolations().stream().map(Chromium::textOf).toList();
    }

    private static String textOf(Rule rule) {
        return rule.getId() + " "
                + rule.getNodes().stream().limit(3).map(node -> node.getHtml()).toList();
    }

    /** What the browser refused or found wrong. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Whether a script of a page has run, as a dialog would show. */
    boolean hasDialog() {
        try {
            driver.switchTo().alert();
            return true;
        } catch (org.openqa.selenium.NoAlertPresentException e) {
            return false;
        }
    }

    /** Keeps a picture of the page from its top, as long as it is, at most {@value #LONGEST_PICTURE} pixels. */
    void picture(Path file) {
        Number height = (Number) driver.executeScript("return document.documentElement.scrollHeight");
        Number width = (Number) driver.executeScript("return window.innerWidth");
        Map<String, Object> clip = Map.of(
                "x", 0, "y", 0, "width", width, "height", Math.min(LONGEST_PICTURE, height.intValue()), "scale", 1);
        Object data = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip))
                .get("data");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
