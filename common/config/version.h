#ifndef ZHENGPING_COMMON_CONFIG_VERSION_H_
#define ZHENGPING_COMMON_CONFIG_VERSION_H_

namespace zhengping {

// The release of the whole suite, "0.1.0": what --version prints and documents name as their maker.
const char* Version();

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_CONFIG_VERSION_H_
