"""english/…: classes, reviews and rates; people/<uuid>/english/…: one person's English."""

from django.urls import URLPattern, URLResolver, path

from .views import assessments, classes, learner, overview, progress, returns

urlpatterns: list[URLPattern | URLResolver] = [
    path("english/", overview.english_home, name="english-home"),
    path("english/reviews/", overview.reviews, name="english-reviews"),
    path("english/rates/", overview.rates, name="english-rates"),
    path("english/return/", returns.english_return, name="english-return"),
    path("english/return/file/", returns.english_return_file, name="english-return-file"),
    path("people/<uuid:uuid>/english/", learner.learner, name="english"),
    path("people/<uuid:uuid>/english/plan/", learner.plan, name="english-plan"),
    path("people/<uuid:uuid>/english/assess/", assessments.assessment_new, name="english-assess"),
    path("people/<uuid:uuid>/english/target/", progress.target_new, name="english-target-new"),
    path("people/<uuid:uuid>/english/review/", progress.review_new, name="english-review-new"),
    path("people/<uuid:uuid>/english/exam/", progress.exam_new, name="english-exam-new"),
    path("people/<uuid:uuid>/english/stated/", progress.circumstances, name="english-stated"),
    path(
        "english/assessments/<uuid:uuid>/edit/",
        assessments.assessment_edit,
        name="english-assessment-edit",
    ),
    path("english/targets/<uuid:uuid>/move/", progress.target_move, name="english-target-move"),
    path("english/exams/<uuid:uuid>/edit/", progress.exam_edit, name="english-exam-edit"),
    path("groups/<uuid:uuid>/english/", classes.class_page, name="english-class"),
    path("groups/<uuid:uuid>/english/level/", classes.class_level, name="english-class-level"),
    path("groups/<uuid:uuid>/english/courses/new/", classes.course_new, name="english-course-new"),
    path("english/courses/<uuid:uuid>/", classes.course, name="english-course"),
    path("english/courses/<uuid:uuid>/edit/", classes.course_edit, name="english-course-edit"),
    path("english/courses/<uuid:uuid>/fill/", classes.course_fill, name="english-course-fill"),
    path("english/places/<uuid:uuid>/", classes.course_learner, name="english-place"),
]
