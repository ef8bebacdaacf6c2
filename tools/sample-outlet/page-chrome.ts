import type { OutletId } from './outlet.types.ts';

export interface Chrome {
  sections: string[];
  by: string;
  photo: string;
  relatedTitle: string;
  consent: string;
  accept: string;
  newsletter: string;
  signUp: string;
  footer: string;
}

/** What stands around the articles of each outlet. */
export const CHROME: Record<OutletId, Chrome> = {
  harbour: {
    sections: ['Town', 'Islands', 'Business', 'Transport', 'Tides', 'Letters'],
    by: 'By',
    photo: 'Photo:',
    relatedTitle: 'More from the harbour',
    consent: 'We keep one cookie to remember that you have read this sentence.',
    accept: 'Fair enough',
    newsletter: 'The tide table and the morning’s news by letter, every day at six.',
    signUp: 'Subscribe',
    footer: 'Harbour Courier, 4 Ropewalk, Port Elms. Printed on weekdays since 1887.',
  },
  meridian: {
    sections: ['World', 'Business', 'Culture', 'Weather', 'Archive'],
    by: 'By',
    photo: 'Picture:',
    relatedTitle: 'Also today',
    consent: 'Our partners would like to know you. You decide how well.',
    accept: 'Reject all but the necessary',
    newsletter: 'Five stories you will not read elsewhere, on Friday evenings.',
    signUp: 'Send it to me',
    footer: 'Meridian Post. All rights reserved. Reprints by arrangement.',
  },
  manara: {
    sections: ['محليات', 'اقتصاد', 'ثقافة', 'علوم', 'سفر'],
    by: 'بقلم',
    photo: 'تصوير:',
    relatedTitle: 'اقرأ أيضًا',
    consent: 'نستخدم ملفات تعريف الارتباط لتحسين تجربتكم في الموقع.',
    accept: 'موافق',
    newsletter: 'اشتركوا في نشرتنا الصباحية لتصلكم أهم الأخبار.',
    signUp: 'اشتراك',
    footer: 'صحيفة المنارة. جميع الحقوق محفوظة.',
  },
  orbit: {
    sections: ['Earth', 'Life', 'Space', 'Instruments', 'Back issues'],
    by: 'Written by',
    photo: 'Image:',
    relatedTitle: 'Read next',
    consent: 'This site counts its readers without naming them.',
    accept: 'Good',
    newsletter: 'One measurement a week, explained. Free of charge.',
    signUp: 'Count me in',
    footer: 'Field & Orbit appears ten times a year. ISSN pending since 1998.',
  },
};
