package org.openrtpd.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

    private static final Map<String, Set<String>> KEYS = Map.of(
            "serve", Set.of("data", "min-free", "max-units", "allow-unit"),
            "tail", Set.of("data", "count"));

    @TempDir Path directory;
    private Path path;

    @BeforeEach
    void prepare() {
        path = directory.resolve("rtpd.toml");
    }

    private ConfigFile read(String... lines) throws IOException {
        Files.writeString(path, String.join("\n", lines));
        return ConfigFile.read(path, KEYS);
    }

    private AbstractThrowableAssert<?, ?> assertRefused(String... lines) {
        return assertThatThrownBy(() -> read(lines)).isInstanceOf(ConfigException.class);
    }

    @Test
    void shouldReadValuesAsTheyWouldStandOnTheCommandLine() throws Exception {
        ConfigFile file = read(
                "# a comment",
                "data = \"/var/lib/rtpd\"",
                "max-units = 20000",
                "",
                "min-free = '64MiB'");

        assertThat(file.find("serve", "data")).contains(new ConfigFile.Entry("/var/lib/rtpd", 2));
        assertThat(file.find("serve", "max-units")).contains(new ConfigFile.Entry("20000", 3));
        assertThat(file.find("serve", "min-free")).contains(new ConfigFile.Entry("64MiB", 5));
        assertThat(file.find("serve", "allow-unit")).isEmpty();
        assertThat(file.path()).isEqualTo(path);
    }

    @Test
    void shouldJoinAnArrayByCommas() throws Exception {
        ConfigFile file = read("allow-unit = [\"9E16\",", "  \"91F5\", 1234]");

        assertThat(file.find("serve", "allow-unit"))
                .contains(new ConfigFile.Entry("9E16,91F5,1234", 1));
    }

    @Test
    void shouldTakeAnEmptyArrayForNoSetting() throws Exception {
        assertThat(read("allow-unit = []").find("serve", "allow-unit")).isEmpty();
    }

    @Test
    void shouldPreferTheTableOfACommandToTheTop() throws Exception {
        ConfigFile file = read("data = \"a\"", "[tail]", "data = \"b\"", "count = 3");

        assertThat(file.find("tail", "data")).contains(new ConfigFile.Entry("b", 3));
        assertThat(file.find("serve", "data")).contains(new ConfigFile.Entry("a", 1));
        assertThat(file.find("serve", "count")).isEmpty();
        assertThat(file.find("tail", "count")).contains(new ConfigFile.Entry("3", 4));
    }

    @Test
    void shouldTakeAnEmptyFile() throws Exception {
        assertThat(read("").find("serve", "data")).isEmpty();
    }

    @Test
    void shouldRefuseAKeyThatNoCommandHas() {
        assertRefused("data = \"a\"", "", "dta = \"b\"").hasMessage(
                path + ":3: unknown key 'dta'; known are allow-unit, count, data, max-units,"
                        + " min-free");
    }

    @Test
    void shouldRefuseAKeyThatTheCommandOfItsTableDoesNotHave() {
        assertRefused("[tail]", "max-units = 3")
                .hasMessage(path + ":2: unknown key 'max-units'; known are count, data");
    }

    @Test
    void shouldRefuseATableOfNoCommand() {
        assertRefused("data = \"a\"", "[server]", "data = \"b\"")
                .hasMessage(path + ":2: unknown table 'server'; known are serve, tail");
    }

    @Test
    void shouldRefuseATableInATable() {
        assertRefused("[serve]", "data = \"a\"", "[serve.deeper]", "data = \"b\"")
                .hasMessageStartingWith(path + ":3: unknown key 'deeper'");
    }

    @Test
    void shouldRefuseTablesAsValues() {
        assertRefused("[[serve]]", "data = \"a\"").hasMessageContaining(path + ":1: ");
        assertRefused("allow-unit = [{unit = 1}]").hasMessage(path
                + ":1: 'allow-unit' is a table; allowed is a value, or a list of values in []");
        assertRefused("[serve]", "data = [[1], [2]]").hasMessageStartingWith(path + ":2: ");
        assertRefused("[serve]", "data = {a = 1}").hasMessageStartingWith(path + ":2: ");
    }

    @Test
    void shouldSayTheLineOfASyntaxError() {
        assertRefused("data = \"a\"", "max-units = ", "min-free = \"1\"")
                .hasMessageStartingWith(path + ":2: ");
    }

    @Test
    void shouldSayTheLineOfAKeyThatStandsTwice() {
        assertRefused("data = \"a\"", "data = \"b\"").hasMessageStartingWith(path + ":2: ");
    }

    @Test
    void shouldSayThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> ConfigFile.read(path, KEYS))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--config " + path + ": there is no such file");
    }

    @Test
    void shouldSayThatADirectoryCannotBeRead() {
        assertThatThrownBy(() -> ConfigFile.read(directory, KEYS))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--config " + directory + ": it cannot be read");
    }
}
