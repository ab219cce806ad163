package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * {@code imagine lab} in a real browser: notebooks open, all cells run, the pictures are on the page, and views answer to
 * pointing. Leaves screenshots in {@code target/it/lab}.
 */
@Tag("browser")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class LabIT {
    private static final Path OUTPUT = Program.SCRATCH.resolve("lab");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Lab lab;
    private ChromeDriver browser;

    @BeforeEach
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void openBrowser() {
        ChromeOptions options = new ChromeOptions();
        // Tall enough for JupyterLab to render the whole notebook: it leaves out cells that are out of sight.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,9000");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                        .build(),
                options);
    }

    @AfterEach
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void closeAll() {
        try {
            browser.quit();
        } finally {
            if (lab != null) {
                lab.end();
            }
        }
    }

    @Test
    void theQuickstartRunsInJupyterLab() throws IOException, InterruptedException {
        List<WebElement> codeCells = runAll(startLab());

        screenshot("notebook.png");
        assertThat(picturesIn(codeCells.get(0))).hasSize(9).allSatisfy(picture -> assertThat(
                        Integer.parseInt(picture.getDomProperty("naturalWidth")))
                .isEqualTo(128));
        assertThat(browser.findElements(By.cssSelector(".jp-OutputArea-output[data-mime-type*='stderr']")))
                .isEmpty();
        assertThat(codeCells.get(0).getText()).contains("seed");
    }

    @Test
    void sweepsAndTheGalleryStandInJupyterLab() throws IOException, InterruptedException {
        List<WebElement> cells = runAll(startLab(copyOf("04-self-portrait.ipynb")));

        screenshot("self-portrait.png");
        WebElement sweep = cell(cells, "var doubt = %sweep");
        assertThat(picturesIn(sweep)).hasSize(15).allSatisfy(LabIT::isLoaded);
        assertThat(sweep.getText()).contains("temperature", "robot", "ghost", "brain", "0.2", "15 pictures in");
        assertThat(picturesIn(sweep).get(0).getLocation().y)
                .as("a row of the sheet")
                .isEqualTo(picturesIn(sweep).get(4).getLocation().y)
                .isLessThan(picturesIn(sweep).get(5).getLocation().y);
        WebElement gallery = cell(cells, "%gallery robot");
        assertThat(picturesIn(gallery)).hasSizeGreaterThan(3).allSatisfy(LabIT::isLoaded);
        assertThat(gallery.getText()).contains("a robot", "seed 17");
    }

    @Test
    void viewsAnswerToPointing() throws IOException, InterruptedException {
        List<WebElement> cells = runAll(startLab(copyOf("05-tokens-and-attention.ipynb")));

        screenshot("tokens-and-attention.png");
        WebElement tokens = cell(cells, "var t = %tokens g[0]").findElement(By.cssSelector("figure"));
        assertThat(tokens.getText()).contains("Point at a token").doesNotContain("after guidance");
        new Actions(browser)
                .moveToElement(tokens, 130 - tokens.getSize().width / 2, 130 - tokens.getSize().height / 2)
                .perform();
        waitUntil(() -> tokens.getText().contains("after guidance"));
        assertThat(tokens.getText()).containsPattern("Token \\d+\\s+row \\d, column \\d, position \\d+");

        WebElement attention = cell(cells, "%attention g[0]").findElement(By.cssSelector("figure"));
        byte[] before = attention.getScreenshotAs(OutputType.BYTES);
        new Actions(browser)
                .moveToElement(attention.findElement(By.xpath(".//*[normalize-space(text())='crown']")))
                .perform();
        waitUntil(() -> !Arrays.equals(before, attention.getScreenshotAs(OutputType.BYTES)));
        screenshot("pointing.png");
    }

    private void open(String address) {
        browser.get(address);
        await(".jp-NotebookPanel .jp-Notebook-cell");
        waitUntil(() -> status().contains("Java (Imagine) | Idle"));
        assertThat(browser.findElements(By.cssSelector(".jp-Dialog"))).isEmpty();
    }

    /** Opens a notebook and runs it; returns its code cells. */
    private List<WebElement> runAll(String address) {
        open(address);
        chooseRunAllCells();
        waitUntil(() -> {
            List<WebElement> cells = codeCells();
            WebElement last = cells.get(cells.size() - 1);
            return last.findElement(By.cssSelector(".jp-InputPrompt")).getText().equals("[" + cells.size() + "]:");
        });
        return codeCells();
    }

    private List<WebElement> codeCells() {
        return browser.findElements(By.cssSelector(".jp-CodeCell"));
    }

    private static WebElement cell(List<WebElement> cells, String code) {
        return cells.stream()
                .filter(cell -> cell.getText().contains(code))
                .findFirst()
                .orElseThrow();
    }

    private static void isLoaded(WebElement picture) {
        assertThat(Integer.parseInt(picture.getDomProperty("naturalWidth"))).isPositive();
    }

    private static String copyOf(String notebook) throws IOException {
        Path work = Files.createTempDirectory(Files.createDirectories(OUTPUT), "work");
        return Files.copy(Program.ROOT.resolve("notebooks").resolve(notebook), work.resolve(notebook))
                .toString();
    }

    /** With the quickstart, in a folder of its own. */
    private String startLab() throws IOException, InterruptedException {
        return startLab(
                "--work",
                Files.createTempDirectory(Files.createDirectories(OUTPUT), "work")
                        .toString());
    }

    private String startLab(String... arguments) throws IOException, InterruptedException {
        lab = Lab.start(OUTPUT, arguments);
        return lab.address();
    }

    private void chooseRunAllCells() {
        browser.findElement(By.xpath("//li[contains(@class,'lm-MenuBar-item')][.='Run']"))
                .click();
        await("li[data-command='runmenu:run-all']").click();
    }

    private String status() {
        return browser.findElement(By.cssSelector("#jp-main-statusbar")).getText();
    }

    private static List<WebElement> picturesIn(WebElement cell) {
        return cell.findElements(By.cssSelector(".jp-OutputArea-output img"));
    }

    private WebElement await(String selector) {
        return patiently().until(driver -> driver.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    private void waitUntil(BooleanSupplier condition) {
        patiently().until(driver -> condition.getAsBoolean());
    }

    /** The page may exchange an element while it is looked at; then it is looked at again. */
    private FluentWait<WebDriver> patiently() {
        return new WebDriverWait(browser, PATIENCE).ignoring(StaleElementReferenceException.class);
    }

    private void screenshot(String name) throws IOException {
        Files.write(OUTPUT.resolve(name), browser.getScreenshotAs(OutputType.BYTES));
    }
}
