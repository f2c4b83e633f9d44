#include "common/signature/file_signer.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/signature/openssl_handles.h"
#include "common/signature/signature_context.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping {
namespace {

constexpr off_t kMostSecretBytes = 64 << 10;  // a key in PEM is some 250 bytes; a chain of certificates may follow it

absl::Status Unreadable(const std::string& path, absl::string_view why) {
  return Invalid({"SIGNING_KEY_UNREADABLE"}, absl::StrCat(path, ": ", why));
}

absl::Status Unwritable(const std::string& path) {
  return Invalid({"SIGNING_KEY_UNWRITABLE"}, absl::StrCat(path, ": ", std::strerror(errno)));
}

class FileSigner final : public Signer {
 public:
  FileSigner(OwnedKey key, PublicKey public_key) : key_(std::move(key)), public_key_(std::move(public_key)) {}

  const PublicKey& public_key() const override { return public_key_; }

  absl::StatusOr<std::string> Sign(absl::string_view message) const override {
    const SignatureParameters parameters(public_key_.algorithm());
    const OwnedDigestContext context(EVP_MD_CTX_new());
    std::string signature(256, '\0');  // DER of two numbers of 256 bits: 72 bytes at most
    size_t size = signature.size();
    const bool is_signed = context != nullptr &&
                           EVP_DigestSignInit_ex(context.get(), nullptr, parameters.digest(), nullptr, nullptr,
                                                 key_.get(), parameters.get()) == 1 &&
                           EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                                          Unsigned(message), message.size()) == 1;
    ERR_clear_error();
    if (!is_signed) return absl::InternalError("OpenSSL does not sign with the key that it has read");
    signature.resize(size);
    ZP_RETURN_IF_ERROR(public_key_.Verify(message, signature));
    return signature;
  }

 private:
  const OwnedKey key_;
  const PublicKey public_key_;
};

absl::Status WriteWhole(int file, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return absl::ErrnoToStatus(errno, "write");
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  if (fsync(file) != 0) return absl::ErrnoToStatus(errno, "fsync");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ReadSecretFile(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return Unreadable(path, std::strerror(errno));
  const auto closes = absl::MakeCleanup([file] { close(file); });
  struct stat found = {};
  if (fstat(file, &found) != 0) return Unreadable(path, std::strerror(errno));
  if (!S_ISREG(found.st_mode)) return Unreadable(path, "not a file");
  if (found.st_size > kMostSecretBytes) return Unreadable(path, "longer than 64 KiB");
  if ((found.st_mode & 077) != 0) {
    return Invalid(
        {"SIGNING_KEY_EXPOSED"},
        absl::StrCat(path, ": others than its owner may read it (", absl::StrFormat("%04o", found.st_mode & 07777),
                     "): chmod 600 it, and make a new one where somebody may have"));
  }
  std::string bytes(static_cast<size_t>(found.st_size), '\0');
  const ssize_t size = read(file, bytes.data(), bytes.size());
  if (size != found.st_size) return Unreadable(path, "cut off while it was read");
  return bytes;
}

absl::StatusOr<std::shared_ptr<const Signer>> OpenFileSigner(const std::string& path) {
  ZP_ASSIGN_OR_RETURN(std::string pem, ReadSecretFile(path));
  OwnedKey key(PEM_read_bio_PrivateKey(BioOn(pem).get(), nullptr, RefusePassword, nullptr));
  ERR_clear_error();
  const bool is_locked = absl::StrContains(pem, "ENCRYPTED");
  OPENSSL_cleanse(pem.data(), pem.size());
  const auto unfit = [&path](absl::string_view what) {
    return Invalid({"SIGNING_KEY_UNFIT"}, absl::StrCat(path, ": ", what));
  };
  if (key == nullptr && is_locked)
    return unfit("the key has a password, which nobody can give a service; save it without");
  if (key == nullptr)
    return unfit("give a private SM2 key in PEM (-----BEGIN PRIVATE KEY-----), as zhengping keygen makes it");
  absl::StatusOr<PublicKey> public_key = PublicKey::FromKey(key.get());
  if (!public_key.ok()) return unfit(public_key.status().message());
  if (public_key->algorithm() != SignatureAlgorithm::kSm2Sm3) {
    return unfit("a key file holds an SM2 key; this is one of ECDSA on P-256, which belongs in a token");
  }
  return std::make_shared<FileSigner>(std::move(key), *std::move(public_key));
}

absl::StatusOr<PublicKey> NewKeyFile(const std::string& path) {
  const OwnedKey key(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"));
  ZP_CHECK(key != nullptr, "OpenSSL's default provider makes SM2 keys");
  const OwnedBio pem(BIO_new(BIO_s_secmem()));
  ZP_CHECK(pem != nullptr && PEM_write_bio_PrivateKey(pem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
           "a private key has a PEM form");
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0 && errno == EEXIST) {
    return Taken({"SIGNING_KEY_EXISTS"}, absl::StrCat(path, " is there already: a key is never written over"));
  }
  if (file < 0) return Unwritable(path);
  std::string bytes = BytesOf(pem.get());
  const absl::Status written = WriteWhole(file, bytes);
  OPENSSL_cleanse(bytes.data(), bytes.size());
  if (close(file) != 0 || !written.ok()) {
    const absl::Status refused = Unwritable(path);
    unlink(path.c_str());
    return refused;
  }
  return PublicKey::FromKey(key.get());
}

}  // namespace zhengping
