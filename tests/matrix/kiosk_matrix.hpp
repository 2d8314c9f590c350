#pragma once
// The kiosk's pages on a screen of the matrix.

#include "matrix.hpp"
#include "pages.hpp"
#include "screens/page_screen.hpp"

namespace vestibule::matrix {

/// Every page there is; `language` chosen, and those before a language is.
kiosk::test::NamedPages kiosk_pages(const std::string& language);

class KioskStage {
 public:
  explicit KioskStage(const Glass& glass);

  /// The page as somebody sees it who asked for that look.
  void show(kiosk::Page page, Look look, bool lowered = false);
  std::vector<std::string> faults() const;

  ui::Screen screen;

 private:
  const Glass glass_;
  kiosk::PageScreen pages_;
  std::uint64_t serial_ = 0;
};

}  // namespace vestibule::matrix
