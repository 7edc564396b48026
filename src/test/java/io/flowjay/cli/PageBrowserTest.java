package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page in headless Chromium; with {@code -Dflowjay.screenshots=DIR} pictures of it are written. */
@Tag("browser")
@ExtendWith(TestBroker.class)
class PageBrowserTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOPIC = "flow-features";

    private static ChromeDriver browser;

    @TempDir
    Path directory;

    private Path inbox;
    private RunningRoutes routes;

    @BeforeAll
    static void startBrowser() throws InterruptedException {
        Topics.create(TestBroker.brokers(), TOPIC, 1);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-proxy-server");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .build();
        browser = new ChromeDriver(service, options);
        browser.manage().window().setSize(new Dimension(1280, 1000));
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @AfterEach
    void stopRoutes() {
        // Else the page would ask on, and tell in the next test that nobody answers.
        browser.get("about:blank");
        problems();
        if (routes != null) {
            routes.close();
        }
    }

    @Test
    void aTokenIsAskedForOnceAndKeptNowhere() throws Exception {
        String token = "correct-horse-battery-staple";
        inbox = Files.createDirectory(directory.resolve("captures"));
        routes = RunningRoutes.start(Map.of(
                "captures", inbox.toString(), "brokers", TestBroker.brokers(), "topic", TOPIC, "http-token", token));
        browser.get(routes.uri("/").toString());
        await().atMost(LIMIT).until(() -> text("health").equals("sign in"));
        WebElement field = browser.findElement(By.id("token"));
        field.sendKeys("wrong");
        field.submit();
        await().atMost(LIMIT).until(() -> text("sign-in-problem").equals("the token is wrong"));
        assertThat(field.getDomProperty("value")).isEmpty();
        field.sendKeys(token);
        field.submit();
        await().atMost(LIMIT).until(() -> text("health").equals("ready"));
        assertThat(browser.findElement(By.id("sign-in")).isDisplayed()).isFalse();
        String kept = String.valueOf(browser.executeScript(
                "return document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + location.href"
                        + " + document.documentElement.outerHTML"));
        assertThat(kept).doesNotContain(token);
        browser.navigate().refresh();
        await().atMost(LIMIT).until(() -> text("health").equals("ready"));
        browser.findElement(By.id("sign-out")).click();
        await().atMost(LIMIT).until(() -> text("health").equals("sign in"));
        // Chromium reports each refused request.
        problems();
    }

    private void open(String uploads) throws Exception {
        inbox = Files.createDirectory(directory.resolve("captures"));
        routes = RunningRoutes.start(Map.of(
                "captures", inbox.toString(), "brokers", TestBroker.brokers(), "topic", TOPIC, "uploads", uploads));
        browser.get(routes.uri("/").toString());
        await().atMost(LIMIT).until(() -> text("health").equals("ready"));
    }

    @Test
    void capturesRecordsAndFeaturesAreShown() throws Exception {
        open("true");
        assertThat(browser.getTitle()).isEqualTo("FlowJay");
        assertThat(text("empty")).contains("No records yet");
        drop("bad.pcap", Arrays.copyOf(Traffic.udp(2, Duration.ofMinutes(2)), 60));
        drop("sample.pcapng", Sample.bytes());
        awaitText("done", "1");
        awaitText("failed", "1");
        assertThat(text("pending")).isEqualTo("0");
        assertThat(Integer.parseInt(text("records"))).isGreaterThanOrEqualTo(Sample.FLOWS);
        assertThat(text("protocols")).contains("DNS", "HTTP", "TLS", "QUIC", "SSH", "ICMPV6");
        assertThat(text("server-names")).contains("www.example.com", "cdn.example.net");
        assertThat(text("ja4")).contains("q13d0308h3_55b375c5d22e_1b7ced03430d");
        assertThat(text("peak")).matches("most in a second: [1-9]\\d*");
        picture("page.png");

        WebElement row = browser.findElements(By.cssSelector("#latest tr")).stream()
                .filter(record -> record.getText().contains("www.example.com"))
                .findFirst()
                .orElseThrow();
        row.click();
        await().atMost(LIMIT).until(() -> browser.findElement(By.id("detail")).isDisplayed());
        assertThat(text("detail-title")).contains("192.168.10.20:40122", "203.0.113.80:443");
        assertThat(feature("iat_mean")).contains("0.33", " s", "Mean gap between packets");
        picture("record.png");
        assertThat(feature("ja4")).contains("t13d1516h2_8daaf6152771_d8a2da3f94cd");
        assertThat(browser.findElements(By.cssSelector("[data-name=ssh_hassh]")))
                .isEmpty();
        browser.findElement(By.id("all")).click();
        assertThat(browser.findElements(By.cssSelector("[data-name=ssh_hassh]")))
                .hasSize(1);
        browser.findElement(By.id("filter")).sendKeys("tls_sni");
        assertThat(browser.findElements(By.cssSelector("#features .feature")))
                .extracting(shown -> shown.getDomAttribute("data-name"))
                .containsExactlyInAnyOrder("tls_sni", "dtls_sni");
        assertThat(feature("tls_sni")).contains("www.example.com");
        browser.findElement(By.id("close")).click();
        assertThat(browser.findElement(By.id("detail")).isDisplayed()).isFalse();
        assertThat(problems()).isEmpty();
    }

    @Test
    @DisplayName("a capture that is dragged onto the page is processed")
    void aDroppedCaptureIsProcessed() throws Exception {
        open("true");
        dropOntoPage("dragged.pcapng", Sample.bytes());
        await().atMost(LIMIT).until(() -> Files.exists(inbox.resolve(".done/dragged.pcapng")));
        awaitText("done", "1");
        assertThat(text("latest")).contains("dragged.pcapng");
        dropOntoPage("notes.txt", new byte[] {1});
        await().atMost(LIMIT).until(() -> text("toast").contains("notes.txt: the name of a capture ends in"));
        // The browser tells of the refusal, 415, itself.
        assertThat(problems()).allMatch(problem -> problem.contains("notes.txt"));
    }

    @Test
    void nothingIsTakenWhereUploadsAreOff() throws Exception {
        open("false");
        dropOntoPage("dragged.pcapng", Sample.bytes());
        dispatch("dragover", "dragged.pcapng", new byte[0]);
        assertThat(text("drop-text")).contains("Uploads are off");
        assertThat(inbox).isEmptyDirectory();
        assertThat(problems()).isEmpty();
    }

    @Test
    void theShapeOfThePageFitsANarrowWindow() throws Exception {
        open("false");
        browser.manage().window().setSize(new Dimension(600, 900));
        try {
            assertThat(((JavascriptExecutor) browser)
                            .executeScript("return document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo(true);
        } finally {
            browser.manage().window().setSize(new Dimension(1280, 1000));
        }
    }

    private void drop(String name, byte[] content) throws Exception {
        Files.move(Files.write(inbox.resolve("." + name), content), inbox.resolve(name));
    }

    private static void dropOntoPage(String name, byte[] content) {
        dispatch("drop", name, content);
    }

    /** What the browser does when a file is dragged: WebDriver itself cannot drag from outside. */
    private static void dispatch(String event, String name, byte[] content) {
        browser.executeScript("""
                const bytes = Uint8Array.from(atob(arguments[2]), c => c.charCodeAt(0));
                const transfer = new DataTransfer();
                transfer.items.add(new File([bytes], arguments[1]));
                document.body.dispatchEvent(new DragEvent(arguments[0], {
                  dataTransfer: transfer, bubbles: true, cancelable: true}));
                """, event, name, Base64.getEncoder().encodeToString(content));
    }

    private static String feature(String name) {
        return browser.findElement(By.cssSelector("[data-name=" + name + "]")).getText();
    }

    private static String text(String id) {
        return browser.findElement(By.id(id)).getText();
    }

    private static void awaitText(String id, String text) {
        await().atMost(LIMIT).until(() -> text(id).equals(text));
    }

    private static List<String> problems() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getMessage())
                .toList();
    }

    private static void picture(String name) throws Exception {
        String directory = System.getProperty("flowjay.screenshots");
        if (directory != null) {
            Files.write(Path.of(directory, name), browser.getScreenshotAs(OutputType.BYTES));
        }
    }
}
