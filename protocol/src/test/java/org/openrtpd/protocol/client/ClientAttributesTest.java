package org.openrtpd.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAttributesTest {

    private static final ClientAttributes ALL_ONES =
            new ClientAttributes(-1, -1, -1, -1, -1, -1, -1, -1, 32);

    @Test
    void shouldGrant16BitsOfFourWordsInVersion1() {
        assertThat(ALL_ONES.granted(LegVersion.V1)).isEqualTo(
                new ClientAttributes(0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, -1, -1, -1, -1, 32));
    }

    @Test
    void shouldGrant18BitsOfPmaskInVersion2() {
        assertThat(ALL_ONES.granted(LegVersion.V2)).isEqualTo(
                new ClientAttributes(-1, 0x3FFFF, -1, -1, -1, -1, -1, -1, 32));
    }

    @ParameterizedTest
    @CsvSource({"0, 30", "1, 30", "29, 30", "30, 30", "31, 31", "65535, 65535", "65536, 30",
        "65565, 30", "65567, 31"})
    void shouldRaiseTheTimeOutTo30AfterCutting(int asked, int granted) {
        ClientAttributes attributes = ClientAttributes.libraryDefault().withTimeo(asked);

        assertThat(attributes.granted(LegVersion.V1).timeo()).isEqualTo(granted);
    }

    @Test
    void shouldTakeTheTimeOutOfVersion2AsUnsigned() {
        ClientAttributes granted =
                ClientAttributes.libraryDefault().withTimeo(-1).granted(LegVersion.V2);

        assertThat(granted.timeoNanos()).isEqualTo(0xFFFFFFFFL * 1_000_000_000L);
    }

    @Test
    void shouldAskAsTheLibraryDoesByDefault() {
        assertThat(ClientAttributes.libraryDefault())
                .isEqualTo(new ClientAttributes(0, 0xFFFE, 0xFF, 30, 1, 0, 0, 0, 28));
    }

    @Test
    void shouldAskInTheWordsOfTheVersion() {
        assertThat(ALL_ONES.asked(LegVersion.V1).lengthBytes()).isEqualTo(28);
        assertThat(ALL_ONES.asked(LegVersion.V1).pmask()).isEqualTo(0xFFFF);
        assertThat(ALL_ONES.asked(LegVersion.V2).lengthBytes()).isEqualTo(32);
        assertThat(ALL_ONES.asked(LegVersion.V2).pmask()).isEqualTo(0x3FFFF);
    }

    @Test
    void shouldRefuseToBeOfAnotherLength() {
        assertThatThrownBy(() -> new ClientAttributes(0, 0, 0, 30, 0, 0, 0, 0, 29))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("29");
    }
}
