package org.imagine4j.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The pages in a real browser that has no network. Leaves screenshots in {@code target/it}. */
@Tag("browser")
class BrowserIT {
    private static final Path SITE = Path.of("target", "site").toAbsolutePath();
    private static final Path SCREENSHOTS = Path.of("target", "it");

    private ChromeDriver browser;

    @BeforeEach
    void openBrowser() {
        ChromeOptions options = new ChromeOptions();
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--window-size=1280,1000",
                "--host-resolver-rules=MAP * ~NOTFOUND");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                        .build(),
                options);
        browser.manage().timeouts().pageLoadTimeout(Duration.ofMinutes(1));
    }

    @AfterEach
    void closeBrowser() {
        browser.quit();
    }

    @Test
    void pagesAreWholeWithoutANetwork() throws IOException {
        for (String page : List.of(
                "index.html",
                "howto/install.html",
                "reference/magics.html",
                "notebooks/01-first-images.html",
                "api/index.html")) {
            open(page);
            assertThat(browser.findElement(By.tagName("h1")).isDisplayed())
                    .as(page)
                    .isTrue();
            assertThat(browser.executeScript(
                            "return [...document.images].filter(i => !i.naturalWidth).map(i => i.src)"))
                    .as("pictures that are missing on " + page)
                    .isEqualTo(List.of());
            assertThat(browser.executeScript("return performance.getEntriesByType('resource').map(e => e.name)"
                            + ".filter(name => !/^(file|data):/.test(name))"))
                    .as("what " + page + " fetches")
                    .isEqualTo(List.of());
        }
    }

    @Test
    void theMenuLeadsThroughThePages() throws IOException {
        open("index.html");
        assertThat(browser.findElement(By.tagName("nav")).getSize().width)
                .as("has its style")
                .isEqualTo(270);

        browser.findElement(By.linkText("Magics")).click();

        assertThat(browser.getTitle()).isEqualTo("Magics · Imagine");
        assertThat(browser.findElement(By.cssSelector("nav [aria-current]")).getText())
                .isEqualTo("Magics");
    }

    private void open(String page) throws IOException {
        browser.get(SITE.resolve(page).toUri().toString());
        Files.createDirectories(SCREENSHOTS);
        Files.write(
                SCREENSHOTS.resolve(page.replace('/', '-').replace(".html", ".png")),
                browser.getScreenshotAs(OutputType.BYTES));
    }
}
