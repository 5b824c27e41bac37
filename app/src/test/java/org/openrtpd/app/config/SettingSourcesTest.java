package org.openrtpd.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingSourcesTest {

    @Test
    void shouldFindTheConfigurationFileOnTheCommandLineFirst() {
        Map<String, String> environment = Map.of("RTPD_CONFIG", "from-environment");

        assertThat(SettingSources.configPath(
                new String[] {"serve", "--config", "a.toml"}, environment)).contains("a.toml");
        assertThat(SettingSources.configPath(
                new String[] {"serve", "--config=b.toml", "--data", "d"}, environment))
                .contains("b.toml");
        assertThat(SettingSources.configPath(new String[] {"serve"}, environment))
                .contains("from-environment");
        assertThat(SettingSources.configPath(new String[] {"serve"}, Map.of())).isEmpty();
    }

    @Test
    void shouldLeaveADanglingOptionToTheParser() {
        assertThat(SettingSources.configPath(new String[] {"serve", "--config"}, Map.of()))
                .isEmpty();
    }

    @Test
    void shouldShowHelpEvenWhenTheEnvironmentNamesABrokenFile() {
        Map<String, String> environment = Map.of("RTPD_CONFIG", "from-environment");

        assertThat(SettingSources.configPath(new String[] {"serve", "--help"}, environment))
                .isEmpty();
        assertThat(SettingSources.configPath(new String[] {"serve", "-h"}, environment)).isEmpty();
        assertThat(SettingSources.configPath(new String[] {"--version"}, environment)).isEmpty();
    }
}
