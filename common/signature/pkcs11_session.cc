#include "common/signature/pkcs11_session.h"

#include <openssl/crypto.h>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping {
namespace {

absl::Status Unavailable(absl::string_view what, CK_RV code) {
  return Unreachable({"SIGNING_TOKEN_UNAVAILABLE"}, absl::StrCat(what, ": ", p11_kit_strerror(code)));
}

absl::StatusOr<CK_SLOT_ID> FindSlot(CK_FUNCTION_LIST& functions, P11KitUri& uri) {
  CK_ULONG count = 0;
  if (const CK_RV code = functions.C_GetSlotList(CK_TRUE, nullptr, &count); code != CKR_OK) {
    return Unavailable("list of tokens", code);
  }
  std::vector<CK_SLOT_ID> slots(count);
  if (const CK_RV code = functions.C_GetSlotList(CK_TRUE, slots.data(), &count); code != CKR_OK) {
    return Unavailable("list of tokens", code);
  }
  slots.resize(count);
  std::vector<CK_SLOT_ID> matching;
  for (const CK_SLOT_ID slot : slots) {
    CK_TOKEN_INFO token;
    if (functions.C_GetTokenInfo(slot, &token) == CKR_OK && (token.flags & CKF_TOKEN_INITIALIZED) != 0 &&
        p11_kit_uri_match_token_info(&uri, &token) == 1) {
      matching.push_back(slot);
    }
  }
  if (matching.size() == 1) return matching.front();
  return Unreachable({"SIGNING_TOKEN_UNAVAILABLE"},
                     absl::StrCat("the URI is to match one token that is plugged in; it matches ", matching.size()));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Pkcs11Module>> Pkcs11Module::Load(const std::string& path) {
  CK_FUNCTION_LIST* functions = p11_kit_module_load(path.c_str(), 0);
  if (functions == nullptr) {
    const char* why = p11_kit_message();
    return Unreachable({"SIGNING_TOKEN_UNAVAILABLE"},
                       absl::StrCat(path, " is not a PKCS#11 module: ", why == nullptr ? "" : why));
  }
  if (const CK_RV code = p11_kit_module_initialize(functions); code != CKR_OK) {
    p11_kit_module_release(functions);
    return Unavailable(path, code);
  }
  return std::unique_ptr<Pkcs11Module>(new Pkcs11Module(functions));
}

Pkcs11Module::~Pkcs11Module() {
  p11_kit_module_finalize(functions_);
  p11_kit_module_release(functions_);
}

absl::StatusOr<std::unique_ptr<Pkcs11Session>> Pkcs11Session::Open(const Pkcs11Module& module, P11KitUri& uri,
                                                                   std::string pin) {
  CK_FUNCTION_LIST& functions = module.functions();
  ZP_ASSIGN_OR_RETURN(const CK_SLOT_ID slot, FindSlot(functions, uri));
  CK_SESSION_HANDLE handle = 0;
  if (const CK_RV code = functions.C_OpenSession(slot, CKF_SERIAL_SESSION, nullptr, nullptr, &handle); code != CKR_OK) {
    return Unavailable("session", code);
  }
  std::unique_ptr<Pkcs11Session> session(new Pkcs11Session(functions, handle));
  const CK_RV code =
      functions.C_Login(handle, CKU_USER, reinterpret_cast<unsigned char*>(pin.data()), CK_ULONG{pin.size()});
  OPENSSL_cleanse(pin.data(), pin.size());
  if (code != CKR_OK && code != CKR_USER_ALREADY_LOGGED_IN) return Unavailable("PIN", code);
  return session;
}

// Closing the last session logs the user out.
Pkcs11Session::~Pkcs11Session() { functions_.C_CloseSession(session_); }

absl::StatusOr<CK_OBJECT_HANDLE> Pkcs11Session::Find(CK_OBJECT_CLASS object_class, P11KitUri& uri) {
  std::vector<CK_ATTRIBUTE> wanted = {{CKA_CLASS, &object_class, sizeof(object_class)}};
  for (const CK_ATTRIBUTE_TYPE type : {CKA_LABEL, CKA_ID}) {
    if (const CK_ATTRIBUTE* attribute = p11_kit_uri_get_attribute(&uri, type)) wanted.push_back(*attribute);
  }
  if (const CK_RV code = functions_.C_FindObjectsInit(session_, wanted.data(), CK_ULONG{wanted.size()});
      code != CKR_OK) {
    return Unavailable("search for the key", code);
  }
  CK_OBJECT_HANDLE found[2] = {};
  CK_ULONG count = 0;
  const CK_RV code = functions_.C_FindObjects(session_, found, 2, &count);
  functions_.C_FindObjectsFinal(session_);
  if (code != CKR_OK) return Unavailable("search for the key", code);
  if (count == 1) return found[0];
  return Invalid({"SIGNING_KEY_UNFIT"},
                 absl::StrCat("the URI is to match one ", object_class == CKO_PRIVATE_KEY ? "private" : "public",
                              " key of the token by object or id; it matches ", count == 0 ? "none" : "several"));
}

absl::StatusOr<std::string> Pkcs11Session::Attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) {
  char bytes[256];  // a point on P-256 is 67 bytes, the name of a curve 10
  CK_ATTRIBUTE attribute = {type, bytes, sizeof(bytes)};
  if (const CK_RV code = functions_.C_GetAttributeValue(session_, object, &attribute, 1); code != CKR_OK) {
    return Unavailable("the key's public half", code);
  }
  return std::string(bytes, attribute.ulValueLen);
}

absl::StatusOr<std::string> Pkcs11Session::SignDigest(CK_OBJECT_HANDLE key, absl::string_view digest) {
  CK_MECHANISM mechanism = {CKM_ECDSA, nullptr, 0};
  if (const CK_RV code = functions_.C_SignInit(session_, &mechanism, key); code != CKR_OK) {
    return Unavailable("signing", code);
  }
  std::string bytes(digest);
  unsigned char signature[128];
  CK_ULONG size = sizeof(signature);
  const CK_RV code = functions_.C_Sign(session_, reinterpret_cast<unsigned char*>(bytes.data()), CK_ULONG{bytes.size()},
                                       signature, &size);
  if (code != CKR_OK) return Unavailable("signing", code);
  return std::string(reinterpret_cast<const char*>(signature), size);
}

}  // namespace zhengping
