// One PKCS#11 module and sessions on one token of it; internal to this folder.
#ifndef ZHENGPING_COMMON_SIGNATURE_PKCS11_SESSION_H_
#define ZHENGPING_COMMON_SIGNATURE_PKCS11_SESSION_H_

#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace zhengping {

struct FreeUri {
  void operator()(P11KitUri* uri) const { p11_kit_uri_free(uri); }
};
using OwnedUri = std::unique_ptr<P11KitUri, FreeUri>;

// Loaded and initialized while it lives.
class Pkcs11Module {
 public:
  static absl::StatusOr<std::unique_ptr<Pkcs11Module>> Load(const std::string& path);
  ~Pkcs11Module();
  Pkcs11Module(const Pkcs11Module&) = delete;
  Pkcs11Module& operator=(const Pkcs11Module&) = delete;

  CK_FUNCTION_LIST& functions() const { return *functions_; }

 private:
  explicit Pkcs11Module(CK_FUNCTION_LIST* functions) : functions_(functions) {}

  CK_FUNCTION_LIST* const functions_;
};

// A logged-in session. Not thread-safe; a module allows one user, so callers take turns.
class Pkcs11Session {
 public:
  // On the one token that `uri` matches.
  static absl::StatusOr<std::unique_ptr<Pkcs11Session>> Open(const Pkcs11Module& module, P11KitUri& uri,
                                                             std::string pin);
  ~Pkcs11Session();
  Pkcs11Session(const Pkcs11Session&) = delete;
  Pkcs11Session& operator=(const Pkcs11Session&) = delete;

  // The one object of this class with the label and id of `uri`. Refused: SIGNING_KEY_UNFIT.
  absl::StatusOr<CK_OBJECT_HANDLE> Find(CK_OBJECT_CLASS object_class, P11KitUri& uri);
  absl::StatusOr<std::string> Attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type);
  // r ‖ s, as CKM_ECDSA gives them.
  absl::StatusOr<std::string> SignDigest(CK_OBJECT_HANDLE key, absl::string_view digest);

 private:
  Pkcs11Session(CK_FUNCTION_LIST& functions, CK_SESSION_HANDLE session) : functions_(functions), session_(session) {}

  CK_FUNCTION_LIST& functions_;
  const CK_SESSION_HANDLE session_;
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SIGNATURE_PKCS11_SESSION_H_
