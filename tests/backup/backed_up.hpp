#pragma once
// A host with the ledger, its key and its backups in one folder.

#include <doctest/doctest.h>

#include "audit/checkpointer.hpp"
#include "audit/evidence.hpp"
#include "backup/backup.hpp"
#include "backup/house_lock.hpp"
#include "backup/restore.hpp"
#include "key_file.hpp"
#include "test_host.hpp"

namespace vestibule::test {

struct BackedUp {
  kit::TestHost host{[] {
    kit::TestHostOptions chosen;
    chosen.plugins = LEDGER_PLUGINS;
    chosen.settings = "[ledger]\nmost = 1000000\n";
    return chosen;
  }()};
  std::string key = std::string(core::backup_key_size, 'k');
  std::filesystem::path folder = host.folder.path();

  void write(int count) {
    for (int i = 0; i < count; ++i) REQUIRE(host.do_("ledger.write", {{"word", "word"}}));
  }
  std::filesystem::path back_up(const char* name, std::vector<core::Pin> pins = {}) {
    const auto done = core::back_up({host.database_path(), "", folder / name, key, std::move(pins)}, host.clock);
    REQUIRE_MESSAGE(done, done.error().message);
    return folder / name;
  }
  core::RestoreOrder order(const std::filesystem::path& file) const {
    core::RestoreOrder made;
    made.file = file;
    made.key = key;
    made.database = host.database_path();
    return made;
  }
  Result<core::RestoreDone> restore(const core::RestoreOrder& order) { return core::restore(order, host.clock, host.random); }
  void lose_database() {
    host.close();
    for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(host.database_path() + tail);
  }
};

}  // namespace vestibule::test
