#pragma once
// The house opened on a database that is thrown away, to look at what its plugins say of themselves.

#include <filesystem>
#include <memory>

#include "core/host.hpp"
#include "core/real_seams.hpp"
#include "core/silent_bus.hpp"
#include "site.hpp"
#include "vestibule/link/system.hpp"

namespace vestibule::cli {

class Rehearsal {
 public:
  static Result<std::unique_ptr<Rehearsal>> of(Site& site);
  ~Rehearsal();
  core::Host& host() { return *host_; }

 private:
  struct Silence final : Log {
    void write(Level, std::string_view) override {}
  };
  Rehearsal() = default;

  std::filesystem::path folder_;
  link::SystemClock clock_;
  link::SystemRandom random_;
  core::AsioLoop loop_;
  core::ThreadWorkers workers_{loop_, 1};
  core::SilentBus bus_;
  Silence log_;
  std::unique_ptr<core::Host> host_;
};

}  // namespace vestibule::cli
