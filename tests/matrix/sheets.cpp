// Contact sheets: everything small on a few pictures, to be looked at by a person.

#include <cstdlib>
#include <filesystem>

#include "board_matrix.hpp"
#include "golden.hpp"
#include "kiosk_matrix.hpp"
#include "ticket_matrix.hpp"

namespace vestibule::matrix {
namespace {

/// At half the size; each pixel is the mean of four, so that small letters can still be read.
ui::Picture halved(const ui::Picture& picture) {
  const ui::Size half{picture.size().width / 2, picture.size().height / 2};
  std::vector<ui::Colour> pixels;
  for (int y = 0; y < half.height; ++y)
    for (int x = 0; x < half.width; ++x) {
      const ui::Colour a = picture.at({2 * x, 2 * y}), b = picture.at({2 * x + 1, 2 * y}), c = picture.at({2 * x, 2 * y + 1}),
                       d = picture.at({2 * x + 1, 2 * y + 1});
      const auto mean = [](int sum) { return static_cast<std::uint8_t>(sum / 4); };
      pixels.push_back({mean(a.red + b.red + c.red + d.red), mean(a.green + b.green + c.green + d.green),
                        mean(a.blue + b.blue + c.blue + d.blue), 255});
    }
  return ui::Picture::from(half, pixels);
}

/// Pictures in rows on one large picture.
class Sheet {
 public:
  Sheet(int columns, ui::Size cell) : columns_(columns), cell_(cell) {}

  void add(ui::Picture picture) { pictures_.push_back(std::move(picture)); }

  void save(const std::filesystem::path& file) const {
    const int rows = (static_cast<int>(pictures_.size()) + columns_ - 1) / columns_;
    ui::Canvas canvas({columns_ * (cell_.width + gap) + gap, rows * (cell_.height + gap) + gap}, kiosk::test::fonts());
    canvas.clip({0, 0, canvas.size().width, canvas.size().height});
    canvas.fill(canvas.clip(), {120, 120, 120});
    for (int i = 0; i < static_cast<int>(pictures_.size()); ++i)
      paint(canvas, pictures_[static_cast<std::size_t>(i)],
            {gap + i % columns_ * (cell_.width + gap), gap + i / columns_ * (cell_.height + gap)});
    CHECK(canvas.save_png(file));
    MESSAGE(file.string());
  }

 private:
  static void paint(ui::Canvas& canvas, const ui::Picture& picture, ui::Point at) {
    canvas.draw(picture, {at.x, at.y, picture.size().width, picture.size().height});
  }

  static constexpr int gap = 6;
  int columns_;
  ui::Size cell_;
  std::vector<ui::Picture> pictures_;
};

std::filesystem::path folder() {
  const char* const named = std::getenv("VESTIBULE_SHEETS");
  if (named) std::filesystem::create_directories(named);
  return named ? named : "";
}

/// Painted at a size that is quick to paint and large enough to read.
const std::vector<Glass> sheet_glasses{{{960, 540}, 194, "landscape"}, {{540, 960}, 268, "portrait"}};

}  // namespace

/// One sheet for each language, glass and look: more on one, and no viewer opens it.
TEST_CASE("contact sheets of the kiosk, where VESTIBULE_SHEETS names a folder") {
  if (folder().empty()) return;
  for (const auto& glass : sheet_glasses) {
    const ui::Size cell{glass.size.width / 2, glass.size.height / 2};
    for (const auto& [label, look, lowered] : {std::tuple{"usual", Look::usual, false},
                                               {"contrast", Look::contrast, false},
                                               {"large", Look::large, false},
                                               {"both", Look::both, false},
                                               {"lowered", Look::usual, true}}) {
      for (const auto& language : languages) {
        Sheet sheet(glass.size.width > glass.size.height ? 6 : 9, cell);
        KioskStage stage(glass);
        for (const auto& [page_name, page] : kiosk_pages(language)) {
          stage.show(page, look, lowered);
          stage.screen.update();
          sheet.add(halved(stage.screen.canvas().picture()));
        }
        sheet.save(folder() / fmt::format("kiosk-{}-{}-{}.png", language, glass.name, label));
      }
    }
  }
}

/// One sheet for each layout and look, a row or two for each language.
TEST_CASE("contact sheets of the board, where VESTIBULE_SHEETS names a folder") {
  if (folder().empty()) return;
  for (const auto& layout : board_layouts())
    for (const auto& glass : sheet_glasses) {
      if (!layout.made_for(glass.size)) continue;
      for (const Look look : looks) {
        const int rows_of_a_language = glass.size.width > glass.size.height ? 2 : 1;
        Sheet sheet((static_cast<int>(states_of(layout).size()) + rows_of_a_language - 1) / rows_of_a_language, {glass.size.width / 2, glass.size.height / 2});
        for (const auto& language : languages) {
          BoardStage stage(layout, glass.size, look, {language, language == "en" ? "ar" : "en"});
          for (const auto& [state, shown] : states_of(layout)) {
            stage.show(shown);
            stage.screen.update();
            sheet.add(halved(stage.screen.canvas().picture()));
          }
        }
        sheet.save(folder() / fmt::format("board-{}-{}-{}.png", layout.name, glass.name, name(look)));
      }
    }
}

TEST_CASE("contact sheets of the ticket, where VESTIBULE_SHEETS names a folder") {
  if (folder().empty()) return;
  Sheet sheet(static_cast<int>(languages.size()), {kiosk::paper_dots / 2, 560});
  for (std::size_t which = 0; which < print_jobs("en").size(); ++which)
    for (const auto& language : languages) sheet.add(halved(picture(ticket(print_jobs(language)[which]))));
  sheet.save(folder() / "tickets.png");
}

}  // namespace vestibule::matrix
