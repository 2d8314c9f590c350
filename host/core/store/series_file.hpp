#pragma once
// A plugin's file beside the house's database: written by one thread, in batches, and never waited for.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "seams.hpp"
#include "database.hpp"
#include "vestibule/log.hpp"
#include "vestibule/series.hpp"
#include "vestibule/store.hpp"

namespace vestibule::core {

/// Destroying it waits, a few seconds at most, until what was given is written.
class SeriesFile final : public Series {
 public:
  /// `enter` calls code of the plugin and says what it threw; `fault` is called by the writing thread with what that was.
  struct Owner {
    std::string name;
    std::vector<Migration> migrations;
    std::function<std::optional<std::string>(const std::function<void()>&)> enter;
    std::function<void(std::string)> fault;
  };
  SeriesFile(std::string path, const Seams& seams, Log& log, Owner owner);
  ~SeriesFile() override;

  bool write(std::function<void(soci::session&)> work) override;
  Readers& readers();

 private:
  struct Inside;
  std::shared_ptr<Inside> inside_;
};

}  // namespace vestibule::core
