package io.github.hjelm.controller.dashboard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteCheckTest {

  private static final SiteCheck SITE = new SiteCheck(Set.of("robot-7.local"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:8088",
        "127.0.0.1:8088",
        "10.0.0.7",
        "[::1]:8088",
        "robot-7.local:80"
      })
  void ourOwnPageMayActUnderEveryNameOfOurs(String host) {
    assertTrue(SITE.mayAct(host, "http://" + host));
    assertTrue(SITE.mayAct(host, "https://" + host));
    assertTrue(SITE.mayRead(host, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:8088", "localhost.evil.example", "1.2.3.4.nip.io"})
  void aForeignNameThatPointsHereIsNotOurs(String host) {
    assertFalse(SITE.isOurs(host));
    assertFalse(SITE.mayAct(host, "http://" + host));
    assertFalse(SITE.mayRead(host, null));
  }

  @Test
  void aForeignPageMayNeitherReadNorAct() {
    for (String origin :
        new String[] {"http://evil.example", "null", "http://127.0.0.1:9", "http://127.0.0.1"}) {
      assertFalse(SITE.mayAct("127.0.0.1:8088", origin), origin);
      assertFalse(SITE.mayRead("127.0.0.1:8088", origin), origin);
    }
  }

  @Test
  void whatDoesNotSayWhereItComesFromMayNotAct() {
    assertFalse(SITE.mayAct("127.0.0.1:8088", null));
    assertFalse(SITE.mayRead(null, null));
  }
}
