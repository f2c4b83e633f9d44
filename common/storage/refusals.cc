#include "common/storage/refusals.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"

namespace zhengping::storage {

absl::Status DiskFull(absl::string_view path) {
  return Overloaded({"DISK_FULL", "", ""},
                    absl::StrCat("磁盘已满：", path, " 没有可写的空间，本次未写入；请清出空间后重试"));
}

absl::Status QueueFull(absl::string_view what, int limit) {
  return Overloaded({"OVERLOADED", "", ""},
                    absl::StrCat("等待的", what, "已达上限 ", limit, " 个，本次未执行；请稍后重试"));
}

absl::Status StorageUnavailable(absl::string_view path, absl::string_view why) {
  return Unreachable({"STORAGE_UNAVAILABLE", "", ""},
                     absl::StrCat("数据库暂不可用：", path, "（", why, "）；请检查磁盘和权限后重试"));
}

absl::Status DatabaseCorrupt(absl::string_view path, absl::string_view why) {
  return Broken({"DATABASE_CORRUPT", "", ""},
                absl::StrCat("数据库文件已损坏或不是数据库：", path, "（", why, "）；请停止服务并从备份恢复"));
}

absl::Status DatabaseInUse(absl::string_view path, absl::string_view holder) {
  return NotNow({"DATABASE_IN_USE", "", ""},
                absl::StrCat("数据库正被另一个进程使用：", path, "（", holder, "）；请先停止该进程"));
}

absl::Status DatabaseForeign(absl::string_view path) {
  return NotNow({"DATABASE_FOREIGN", "", ""},
                absl::StrCat("不是本系统的数据库：", path, "；请改用其他文件名，原文件未改动"));
}

absl::Status DatabaseAddressInvalid(absl::string_view why) {
  return Invalid(
      {"DATABASE_ADDRESS_INVALID", "database", ""},
      absl::StrCat("数据库地址无法识别（", why, "）；应形如 postgresql://用户@主机:5432/库名，密码另置文件"));
}

absl::Status LimitTooSmall(absl::string_view name, int limit) {
  return Invalid({"LIMIT_OUT_OF_RANGE", std::string(name), ""},
                 absl::StrCat("配置项 ", name, " 为 ", limit, "，应为 1 或更大"));
}

absl::Status SchemaNewer(int stored_version, int known_version) {
  return NotNow({"SCHEMA_NEWER", "", ""},
                absl::StrCat("数据库结构版本为 ", stored_version, "，本程序只认识到 ", known_version,
                             "：由更新的版本写入；请使用该版本或更高版本的程序"));
}

absl::Status MigrationChanged(int version, absl::string_view stored_name, absl::string_view known_name) {
  return NotNow({"MIGRATION_CHANGED", "", ""},
                absl::StrCat("第 ", version, " 号结构变更与已执行的不一致（库中 ", stored_name, "，程序中 ", known_name,
                             "）：发布后的变更脚本不得修改；请使用与该数据库相符的程序"));
}

}  // namespace zhengping::storage
