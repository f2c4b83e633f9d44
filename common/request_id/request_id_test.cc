#include "common/request_id/request_id.h"

#include <gtest/gtest.h>

#include "common/testing/matchers.h"

namespace zhengping {
namespace {

TEST(RequestId, IsAUuidOfVersion4InLowerCase) {
  EXPECT_THAT(ParseRequestId("6ba7b814-9dad-4ed1-80b4-00c04fd430c8"),
              IsOkAndHolds("6ba7b814-9dad-4ed1-80b4-00c04fd430c8"));
  EXPECT_THAT(ParseRequestId("6BA7B814-9DAD-4ED1-BFB4-00C04FD430C8"),
              IsOkAndHolds("6ba7b814-9dad-4ed1-bfb4-00c04fd430c8"));
}

TEST(RequestId, MayBeMissing) { EXPECT_THAT(ParseRequestId(""), IsOkAndHolds("")); }

TEST(RequestId, RefusesOtherForms) {
  for (const char* text : {"6ba7b814-9dad-11d1-80b4-00c04fd430c8",    // version 1
                           "6ba7b814-9dad-4ed1-c0b4-00c04fd430c8",    // another variant
                           "6ba7b8149dad4ed180b400c04fd430c8",        // no dashes
                           "{6ba7b814-9dad-4ed1-80b4-00c04fd430c8}",  // braces
                           "6ba7b814-9dad-4ed1-80b4-00c04fd430c",     // one short
                           "6ba7b814-9dad-4ed1-80b4-00c04fd430cg", " ", "1"}) {
    EXPECT_THAT(ParseRequestId(text), IsRefusal("REQUEST_ID_MALFORMED", "request_id")) << text;
  }
  EXPECT_THAT(ParseRequestId("1", "load.request_id"), IsRefusal("REQUEST_ID_MALFORMED", "load.request_id"));
}

TEST(RequestId, MakesNewOnesOfItsOwnForm) {
  const std::string one = NewRequestId();
  EXPECT_THAT(ParseRequestId(one), IsOkAndHolds(one));
  EXPECT_NE(one, NewRequestId());
}

}  // namespace
}  // namespace zhengping
