package io.github.hjelm.sensors.mqtt.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An authority and identities signed by it, made with the JDK's keytool: nothing secret is kept in
 * the repository.
 */
public final class TestCertificates {

  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "entry";

  private final Path folder;
  private final Path authorityStore;

  /** PEM files of one identity. */
  public record Identity(Path certificate, Path key) {}

  private TestCertificates(Path folder) {
    this.folder = folder;
    this.authorityStore = folder.resolve("authority.p12");
  }

  /** A new authority whose files lie in {@code folder}. */
  public static TestCertificates createAuthority(Path folder) throws IOException {
    TestCertificates certificates = new TestCertificates(Files.createDirectories(folder));
    certificates.generate(certificates.authorityStore, "CN=Hjelm test authority", "bc:c");
    certificates.keytool(
        certificates.authorityStore,
        "-exportcert",
        "-rfc",
        "-file",
        certificates.authority().toString());
    return certificates;
  }

  /** The authority's certificate. */
  public Path authority() {
    return folder.resolve("authority.pem");
  }

  /**
   * An identity signed by this authority.
   *
   * @param subjectAlternativeNames as keytool writes them, such as {@code
   *     dns:localhost,ip:127.0.0.1}
   */
  public Identity issue(String name, String subjectAlternativeNames) throws IOException {
    Path store = folder.resolve(name + ".p12");
    Path request = folder.resolve(name + ".csr");
    Path certificate = folder.resolve(name + ".pem");
    generate(store, "CN=" + name, "san=" + subjectAlternativeNames);
    keytool(store, "-certreq", "-file", request.toString());
    keytool(
        authorityStore,
        "-gencert",
        "-rfc",
        "-infile",
        request.toString(),
        "-outfile",
        certificate.toString(),
        "-ext",
        "san=" + subjectAlternativeNames);
    return new Identity(certificate, exportKey(store, folder.resolve(name + ".key")));
  }

  private void generate(Path store, String subject, String extension) throws IOException {
    keytool(
        store,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-validity",
        "30",
        "-dname",
        subject,
        "-ext",
        extension);
  }

  private static Path exportKey(Path store, Path target) throws IOException {
    try (var in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      byte[] der = keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
      String pem =
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
              + "\n-----END PRIVATE KEY-----\n";
      return Files.writeString(target, pem, StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IOException("the key in " + store + " cannot be read", e);
    }
  }

  private void keytool(Path store, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", ALIAS, "-keystore", store.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool ran", e);
    }
  }
}
