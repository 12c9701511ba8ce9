package io.github.hjelm.controller.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public Ed25519 keys whose bundles are trusted. {@code manifest.sig} holds the 64 bytes of a
 * signature over {@code manifest.json}, which names the sha256 of every other file, as {@code
 * openssl pkeyutl -sign -rawin} writes it.
 */
public final class BundleKeys {

  private static final String ALGORITHM = "Ed25519";
  static final int SIGNATURE_BYTES = 64;
  private static final long MAX_PEM_BYTES = 10_000;
  private static final Pattern PRIVATE =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");
  private static final Pattern PUBLIC =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]*)-----END PUBLIC KEY-----");

  private final List<PublicKey> trusted;

  private BundleKeys(List<PublicKey> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** No keys: signatures are not asked for, and not checked. */
  public static BundleKeys none() {
    return new BundleKeys(List.of());
  }

  /** Keys as {@code openssl pkey -pubout} writes them; one of them must have signed. */
  public static BundleKeys trusting(List<Path> files) throws BundleRefusal {
    List<PublicKey> keys = new ArrayList<>();
    for (Path file : files) {
      try {
        keys.add(
            KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(der(file, PUBLIC, "PUBLIC"))));
      } catch (GeneralSecurityException e) {
        throw notEd25519(file, e);
      }
    }
    return new BundleKeys(keys);
  }

  /** Signs with a key as {@code openssl genpkey -algorithm ed25519} writes it. */
  public static byte[] sign(byte[] manifest, Path keyFile) throws BundleRefusal {
    try {
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(der(keyFile, PRIVATE, "PRIVATE")));
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(manifest);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw notEd25519(keyFile, e);
    }
  }

  /** Whether keys are configured at all. */
  public boolean any() {
    return !trusted.isEmpty();
  }

  /** Whether one of the keys made this signature. */
  boolean signed(byte[] manifest, byte[] signature) {
    for (PublicKey key : trusted) {
      if (signed(manifest, signature, key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean signed(byte[] manifest, byte[] signature, PublicKey key) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(manifest);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      // A malformed signature is nobody's.
      return false;
    }
  }

  private static byte[] der(Path file, Pattern pattern, String kind) throws BundleRefusal {
    try {
      if (Files.size(file) <= MAX_PEM_BYTES) {
        byte[] bytes = Files.readAllBytes(file);
        Matcher pem = pattern.matcher(new String(bytes, StandardCharsets.US_ASCII));
        if (pem.find()) {
          return Base64.getMimeDecoder().decode(pem.group(1));
        }
      }
    } catch (IOException e) {
      throw new BundleRefusal("the key " + file + " cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      // Without its cause, whose message would show part of a secret.
      throw new BundleRefusal("the key " + file + " is not the PEM file that openssl writes");
    }
    throw new BundleRefusal(
        file
            + " holds no unencrypted BEGIN "
            + kind
            + " KEY: make one with openssl genpkey -algorithm ed25519");
  }

  private static BundleRefusal notEd25519(Path file, GeneralSecurityException cause) {
    return new BundleRefusal(
        file + " holds no Ed25519 key: make one with openssl genpkey -algorithm ed25519", cause);
  }
}
