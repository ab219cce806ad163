package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * {@code imagine lab} in a real browser: the quickstart opens, all cells run, and the pictures are on the page. Leaves
 * screenshots in {@code target/it/lab}.
 */
@Tag("browser")
class LabIT {
    private static final Path OUTPUT = Program.SCRATCH.resolve("lab");
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\S+");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Process lab;
    private ChromeDriver browser;

    @BeforeEach
    void openBrowser() {
        ChromeOptions options = new ChromeOptions();
        // Tall enough for JupyterLab to render the whole notebook: it leaves out cells that are out of sight.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,5200");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                        .build(),
                options);
    }

    @AfterEach
    void closeAll() throws InterruptedException {
        browser.quit();
        if (lab != null) {
            lab.destroy();
            lab.waitFor();
        }
    }

    @Test
    void theQuickstartRunsInJupyterLab() throws IOException, InterruptedException {
        browser.get(startLab());
        await(".jp-NotebookPanel .jp-Notebook-cell");
        waitUntil(() -> status().contains("Java (Imagine) | Idle"));
        assertThat(browser.findElements(By.cssSelector(".jp-Dialog"))).isEmpty();

        chooseRunAllCells();
        List<WebElement> codeCells = browser.findElements(By.cssSelector(".jp-CodeCell"));
        waitUntil(() -> codeCells
                .get(codeCells.size() - 1)
                .findElement(By.cssSelector(".jp-InputPrompt"))
                .getText()
                .equals("[" + codeCells.size() + "]:"));

        screenshot("notebook.png");
        assertThat(picturesIn(codeCells.get(0))).hasSize(9).allSatisfy(picture -> assertThat(
                        Integer.parseInt(picture.getDomProperty("naturalWidth")))
                .isEqualTo(64));
        assertThat(browser.findElements(By.cssSelector(".jp-OutputArea-output[data-mime-type*='stderr']")))
                .isEmpty();
        assertThat(codeCells.get(0).getText()).contains("seed");
    }

    private String startLab() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(Files.createDirectories(OUTPUT), "work");
        Path output = OUTPUT.resolve("output.txt");
        lab = Program.inProject()
                .start(output, "lab", "--work", work.toString(), "--no-browser", "--port=" + freePort());
        Instant end = Instant.now().plus(PATIENCE);
        Optional<String> address = address(output);
        while (address.isEmpty() && lab.isAlive() && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            address = address(output);
        }
        assertThat(address).as(Files.readString(output)).isPresent();
        return address.get();
    }

    private static Optional<String> address(Path output) throws IOException {
        return ADDRESS.matcher(Files.readString(output))
                .results()
                .map(match -> match.group())
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
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
        return new WebDriverWait(browser, PATIENCE)
                .until(driver -> driver.findElements(By.cssSelector(selector)).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    private void waitUntil(BooleanSupplier condition) {
        new WebDriverWait(browser, PATIENCE).until(driver -> condition.getAsBoolean());
    }

    private void screenshot(String name) throws IOException {
        Files.write(OUTPUT.resolve(name), browser.getScreenshotAs(OutputType.BYTES));
    }
}
