#include "rehearsal.hpp"

#include <stdlib.h>

#include "core/crash_book.hpp"

namespace vestibule::cli {

Result<std::unique_ptr<Rehearsal>> Rehearsal::of(Site& site) {
  std::unique_ptr<Rehearsal> rehearsal(new Rehearsal);
  std::string folder = (std::filesystem::temp_directory_path() / "vestibule-XXXXXX").string();
  if (!mkdtemp(folder.data())) return fail(Code::unavailable, "no folder can be made in {}", std::filesystem::temp_directory_path().string());
  rehearsal->folder_ = folder;
  const core::LoadingRules rules{site.settings.house.disabled, core::CrashBook(site.crash_file).quarantined(rehearsal->clock_.wall())};
  VESTIBULE_TRY(rehearsal->host_, core::Host::open({folder + "/rehearsal.db", site.plugins, rules, nullptr},
                                                   {rehearsal->loop_, rehearsal->clock_, rehearsal->random_, rehearsal->workers_,
                                                    rehearsal->bus_, {}},
                                                   rehearsal->log_, *site.file));
  return rehearsal;
}

Rehearsal::~Rehearsal() {
  host_.reset();
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

}  // namespace vestibule::cli
