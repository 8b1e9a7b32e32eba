export { blankForm } from '../../stories/blank-form.ts'
