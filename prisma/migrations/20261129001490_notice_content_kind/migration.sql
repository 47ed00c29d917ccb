-- By itself: a value of a type can't be used in the transaction that adds it.
ALTER TYPE "NoticeKind" ADD VALUE 'content';
